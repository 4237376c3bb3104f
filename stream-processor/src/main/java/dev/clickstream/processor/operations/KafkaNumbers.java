package dev.clickstream.processor.operations;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Sums of Kafka's own metrics over threads, tasks and partitions. */
public final class KafkaNumbers {
    private KafkaNumbers() {}

    /** Records that the consumers have still to read, by what their last fetch told them. */
    public static double lag(Map<MetricName, ? extends Metric> metrics) {
        double lag = 0;
        for (Map.Entry<MetricName, ? extends Metric> entry : metrics.entrySet()) {
            MetricName name = entry.getKey();
            // Without a partition the same name is a maximum over all.
            if (name.name().equals("records-lag")
                    && name.tags().containsKey("partition")
                    // Reading back one's own state is no lag.
                    && !name.tags().getOrDefault("topic", "").endsWith("-changelog")) {
                lag += number(entry.getValue());
            }
        }
        return lag;
    }

    /** @param name e.g. {@code process-total}; summed over all that bear it in the group */
    public static double sum(Map<MetricName, ? extends Metric> metrics, String group, String name) {
        double sum = 0;
        for (Map.Entry<MetricName, ? extends Metric> entry : metrics.entrySet()) {
            if (entry.getKey().group().equals(group) && entry.getKey().name().equals(name)) {
                sum += number(entry.getValue());
            }
        }
        return sum;
    }

    private static double number(Metric metric) {
        return metric.metricValue() instanceof Number number && !Double.isNaN(number.doubleValue())
                ? number.doubleValue()
                : 0;
    }
}
