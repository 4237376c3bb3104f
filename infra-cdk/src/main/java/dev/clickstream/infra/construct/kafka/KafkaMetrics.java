package dev.clickstream.infra.construct.kafka;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;

/**
 * MSK's own metrics of one cluster.
 *
 * @param clusterName MSK measures by name
 */
public record KafkaMetrics(String clusterName) {
    /** CloudWatch takes no more in one alarm. */
    public static final int MOST_IN_ONE_ALARM = 10;

    private static final Duration MINUTE = Duration.minutes(1);

    /** Records that a group has yet to read, over all its topics. */
    public MathExpression lag(String group, List<String> topics) {
        Map<String, IMetric> lags = new LinkedHashMap<>();
        for (String topic : topics.stream().sorted().toList()) {
            lags.put(
                    group + lags.size(),
                    metric("SumOffsetLag", "Maximum", Map.of("Consumer Group", group, "Topic", topic)));
        }
        if (lags.size() >= MOST_IN_ONE_ALARM) {
            throw new IllegalArgumentException("an alarm takes fewer than %d topics, group %s reads %d"
                    .formatted(MOST_IN_ONE_ALARM, group, lags.size()));
        }
        // A topic that nobody has read yet has no lag rather than an unknown one.
        String sum = lags.keySet().stream().map("FILL(%s, 0)"::formatted).collect(Collectors.joining(" + "));
        return expression(sum, lags, "lag of " + group);
    }

    /** The same for brokers: the fullest disk, in percent. Brokers are numbered from 1. */
    public MathExpression fullestDisk(int firstBroker, int lastBroker) {
        return highest("KafkaDataLogsDiskUsed", "disk", firstBroker, lastBroker);
    }

    /** The busiest broker, in percent of its CPU, of at most four. */
    public MathExpression busiestBroker(int firstBroker, int lastBroker) {
        Map<String, IMetric> parts = new LinkedHashMap<>();
        List<String> sums = new ArrayList<>();
        for (int broker = firstBroker; broker <= lastBroker; broker++) {
            parts.put("u" + broker, ofBroker("CpuUser", broker));
            parts.put("s" + broker, ofBroker("CpuSystem", broker));
            sums.add("(u%d + s%d)".formatted(broker, broker));
        }
        return expression("MAX([%s])".formatted(String.join(", ", sums)), parts, "CPU of the busiest broker");
    }

    /** Connections refused because a broker's limit on sign-ins by IAM was passed. */
    public MathExpression refusedSignIns(int firstBroker, int lastBroker) {
        return highest("IAMTooManyConnections", "sign-ins over the limit", firstBroker, lastBroker);
    }

    public Metric offlinePartitions() {
        return metric("OfflinePartitionsCount", "Maximum", Map.of());
    }

    private MathExpression highest(String name, String label, int firstBroker, int lastBroker) {
        Map<String, IMetric> parts = new LinkedHashMap<>();
        IntStream.rangeClosed(firstBroker, lastBroker)
                .forEach(broker -> parts.put("b" + broker, ofBroker(name, broker)));
        return expression("MAX([%s])".formatted(String.join(", ", parts.keySet())), parts, label);
    }

    private Metric ofBroker(String name, int broker) {
        return metric(name, "Maximum", Map.of("Broker ID", Integer.toString(broker)));
    }

    private Metric metric(String name, String statistic, Map<String, String> dimensions) {
        Map<String, String> all = new TreeMap<>(dimensions);
        all.put("Cluster Name", clusterName);
        return Metric.Builder.create()
                .namespace("AWS/Kafka")
                .metricName(name)
                .dimensionsMap(all)
                .statistic(statistic)
                .period(MINUTE)
                .build();
    }

    private static MathExpression expression(String text, Map<String, IMetric> metrics, String label) {
        return MathExpression.Builder.create()
                .expression(text)
                .usingMetrics(metrics)
                .label(label)
                .period(MINUTE)
                .build();
    }
}
