package dev.clickstream.infra.stack;

import dev.clickstream.infra.Options;
import dev.clickstream.infra.Profile;
import dev.clickstream.infra.construct.access.CustomerKey;
import dev.clickstream.infra.construct.kafka.KafkaMetrics;
import dev.clickstream.infra.construct.kafka.KafkaProgram;
import dev.clickstream.infra.construct.network.Party;
import dev.clickstream.infra.construct.service.FargateProgram;
import dev.clickstream.infra.construct.watch.AlarmName;
import dev.clickstream.infra.construct.watch.AlarmTopic;
import dev.clickstream.infra.construct.watch.Alarms;
import dev.clickstream.infra.construct.watch.Alarms.Silence;
import dev.clickstream.infra.construct.watch.CostWatch;
import dev.clickstream.infra.construct.watch.LogMetrics;
import dev.clickstream.infra.construct.watch.PlatformBoard;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.constructs.Construct;

/** What is measured, what alarms, what it costs, and who is told. */
public final class ObservabilityStack extends Stack {
    private static final Duration MINUTE = Duration.minutes(1);
    /** Brokers in one alarm on processors, which takes two metrics of each. */
    private static final int BROKERS_AT_ONCE = 4;

    private static final List<KafkaProgram> STREAMS =
            List.of(KafkaProgram.WORKFLOWS, KafkaProgram.GROUPS, KafkaProgram.SINK);

    /** The stacks that are watched. */
    public record Surroundings(EdgeStack edge, ServicesStack services, StateStack state) {}

    private final Profile profile;
    private final Alarms alarms;
    private final PlatformBoard board;
    private final KafkaMetrics kafka;

    public ObservabilityStack(Construct scope, String id, StackProps props, Options options, Surroundings around) {
        super(scope, id, props);
        this.profile = options.profile();
        this.kafka = new KafkaMetrics(options.platformName());
        AlarmTopic topic = new AlarmTopic(
                this,
                "Notices",
                new CustomerKey(this, "Key", "Encrypts alarms on their way", false),
                options.alarmEmail());
        this.alarms = new Alarms(this, "Alarms", topic.topic());
        this.board = new PlatformBoard(this, "Overview");
        String namespace = "Clickstream/" + profile.name();
        edge(around.edge());
        around.edge()
                .drain()
                .ifPresent(drain -> spilled(new LogMetrics(this, "Drain", namespace, drain.log(), "drain")));
        brokers();
        streams(around.state());
        load(new LogMetrics(
                this, "Load", namespace, around.services().of(Party.LOADER).log(), "load"));
        audits(new LogMetrics(
                this, "Audits", namespace, around.services().of(Party.LOADER).log(), "audit"));
        models(new LogMetrics(
                this, "Models", namespace, around.services().of(Party.RUNNER).log(), "dbt_run"));
        heartbeats(new LogMetrics(
                this,
                "Heartbeats",
                namespace,
                around.services().of(Party.RUNNER).log(),
                "heartbeat"));
        tasks(around.services());
        new CostWatch(this, "Cost", profile.name(), profile.monthlyBudgetUsd(), topic.arn());
        board.alarms(alarms.made());
        CfnOutput.Builder.create(this, "AlarmTopic").value(topic.arn()).build();
    }

    private void edge(EdgeStack edge) {
        MetricOptions sum =
                MetricOptions.builder().period(MINUTE).statistic("Sum").build();
        Metric failures = edge.api().api().metricServerError(sum);
        Metric requests = edge.api().api().metricCount(sum);
        MathExpression share = MathExpression.Builder.create()
                .expression("IF(requests > 0, 100 * failures / requests, 0)")
                .usingMetrics(sorted("failures", failures, "requests", requests))
                .label("percent of requests answered with 5xx")
                .period(MINUTE)
                .build();
        Metric errors = edge.collector().function().metricErrors(sum);
        Metric throttles = edge.collector().function().metricThrottles(sum);
        alarms.above(AlarmName.API_ERRORS, "", share, 1, 5, Silence.FINE);
        alarms.above(AlarmName.COLLECTOR_ERRORS, "", errors, 0, 3, Silence.FINE);
        alarms.above(AlarmName.COLLECTOR_THROTTLES, "", throttles, 0, 3, Silence.FINE);
        board.row(
                PlatformBoard.graph("Requests", List.of(requests, failures)),
                PlatformBoard.graph("Collector", List.of(errors, throttles)),
                PlatformBoard.graph(
                        "Collector's time, p99",
                        List.of(edge.collector()
                                .function()
                                .metricDuration(MetricOptions.builder()
                                        .period(MINUTE)
                                        .statistic("p99")
                                        .build()))));
    }

    /** A drain is called each minute, and tells what waits even when nothing does. */
    private void spilled(LogMetrics drain) {
        Metric oldest = drain.of("oldestSeconds", "Maximum");
        alarms.above(AlarmName.SPILLED_BATCHES, "", oldest, 600, 10, Silence.ALARMING);
        board.row(
                PlatformBoard.graph("Age of the first spilled batch, s", List.of(oldest)),
                PlatformBoard.graph(
                        "Drained events, batches left",
                        List.of(drain.of("events", "Sum"), drain.of("left", "Maximum"))));
    }

    private void brokers() {
        int brokers = profile.kafka().brokers();
        for (int first = 1; first <= brokers; first += BROKERS_AT_ONCE) {
            int last = Math.min(brokers, first + BROKERS_AT_ONCE - 1);
            String of = brokers <= BROKERS_AT_ONCE ? "" : "%d-%d".formatted(first, last);
            MathExpression disk = kafka.fullestDisk(first, last);
            MathExpression cpu = kafka.busiestBroker(first, last);
            MathExpression signIns = kafka.refusedSignIns(first, last);
            alarms.above(AlarmName.BROKER_DISK, of, disk, 75, 10, Silence.FINE);
            alarms.above(AlarmName.BROKER_CPU, of, cpu, 60, 15, Silence.FINE);
            alarms.above(AlarmName.BROKER_SIGN_INS, of, signIns, 0, 5, Silence.FINE);
            board.row(
                    PlatformBoard.graph("Fullest disk " + of, List.of(disk)),
                    PlatformBoard.graph("Busiest broker " + of, List.of(cpu)),
                    PlatformBoard.graph("Sign-ins refused " + of, List.of(signIns)));
        }
        alarms.above(AlarmName.OFFLINE_PARTITIONS, "", kafka.offlinePartitions(), 0, 2, Silence.ALARMING);
    }

    /** Behind by a minute of the busiest minute, for ten. */
    private void streams(StateStack state) {
        List<MathExpression> lags = STREAMS.stream()
                .map(program -> kafka.lag(program.group(), program.reads()))
                .toList();
        for (int stream = 0; stream < lags.size(); stream++) {
            alarms.above(
                    AlarmName.CONSUMER_LAG,
                    STREAMS.get(stream).group(),
                    lags.get(stream),
                    profile.eventsPerSecond() * 60.0,
                    10,
                    Silence.FINE);
        }
        Metric throttles = Metric.Builder.create()
                .namespace("AWS/DynamoDB")
                .metricName("WriteThrottleEvents")
                .dimensionsMap(Map.of("TableName", state.recentItems().tableName()))
                .statistic("Sum")
                .period(MINUTE)
                .build();
        alarms.above(AlarmName.HOT_STORE_THROTTLES, "", throttles, 0, 5, Silence.FINE);
        board.row(
                PlatformBoard.graph("Lag of the stream services", lags),
                PlatformBoard.graph("Hot store throttles", List.of(throttles)));
    }

    /** A cycle may be missed; three may not. The loader says so each minute even when there is nothing to load. */
    private void load(LogMetrics load) {
        Metric accepted = load.of("accepted", "Sum");
        Metric rejected = load.of("rejected", "Sum");
        Metric deadLetters = load.of("deadLetters", "Sum");
        Metric lag = load.of("lag", "Maximum");
        Metric freshness = load.of("freshnessSeconds", "Maximum");
        MathExpression share = MathExpression.Builder.create()
                .expression("IF(accepted + rejected > 0, 100 * rejected / (accepted + rejected), 0)")
                .usingMetrics(sorted("accepted", accepted, "rejected", rejected))
                .label("percent of events refused")
                .period(MINUTE)
                .build();
        int cycle = profile.loader().cycleSeconds();
        int minutes = Math.max(5, 3 * cycle / 60);
        alarms.above(AlarmName.WAREHOUSE_FRESHNESS, "", freshness, 3.0 * cycle, minutes, Silence.ALARMING);
        alarms.above(AlarmName.LOADER_LAG, "", lag, 3.0 * cycle * profile.eventsPerSecond(), minutes, Silence.FINE);
        alarms.above(AlarmName.REJECTED_SHARE, "", share, 5, 10, Silence.FINE);
        alarms.above(AlarmName.DEAD_LETTERS, "", deadLetters, 0, 1, Silence.FINE);
        board.row(
                PlatformBoard.graph(
                        "Accepted, rejected, dead letters, late",
                        List.of(accepted, rejected, deadLetters, load.of("late", "Sum"))),
                PlatformBoard.graph("Loader's lag", List.of(lag)),
                PlatformBoard.graph("Age of what is loaded, s", List.of(freshness)));
        board.row(
                PlatformBoard.graph("Bytes staged and loaded", List.of(load.of("bytes", "Sum"))),
                PlatformBoard.graph(
                        "A load, s",
                        List.of(load.of("cycleSeconds", "Maximum"), load.of("stagingSeconds", "Maximum"))));
    }

    /** The loader audits every five minutes in which it loads. */
    private void audits(LogMetrics audits) {
        Metric gaps = audits.of("gaps", "Maximum");
        alarms.above(AlarmName.LOADER_GAPS, "", gaps, 0, 1, Silence.FINE);
        board.row(PlatformBoard.graph("Gaps that the audit found", List.of(gaps)));
    }

    private void models(LogMetrics models) {
        Metric freshness = models.of("freshnessSeconds", "Maximum");
        Metric failed = models.of("failed", "Sum");
        alarms.above(
                AlarmName.MODELS_FRESHNESS,
                "",
                freshness,
                5.0 * profile.loader().cycleSeconds(),
                15,
                Silence.FINE);
        alarms.above(AlarmName.MODELS_FAILED, "", failed, 0, 1, Silence.FINE);
        board.row(
                PlatformBoard.graph("Age of the models, s", List.of(freshness)),
                PlatformBoard.graph("dbt, s", List.of(models.of("seconds", "Maximum"))),
                PlatformBoard.graph("dbt failures", List.of(failed)));
    }

    private void heartbeats(LogMetrics heartbeats) {
        board.row(PlatformBoard.graph(
                "From POST to gold, s", List.of(heartbeats.of("seconds", "p50"), heartbeats.of("seconds", "p95"))));
    }

    private void tasks(ServicesStack services) {
        Map<String, IMetric> running = new TreeMap<>();
        for (Map.Entry<Party, FargateProgram> program : services.programs().entrySet()) {
            String service = program.getValue().service().getServiceName();
            String word = program.getKey().word();
            Metric runs = ofService(services, service, "RunningTaskCount");
            running.put(word, runs);
            MathExpression missing = MathExpression.Builder.create()
                    .expression("desired - running")
                    .usingMetrics(sorted("desired", ofService(services, service, "DesiredTaskCount"), "running", runs))
                    .label("tasks missing of " + word)
                    .period(MINUTE)
                    .build();
            alarms.above(AlarmName.TASKS_MISSING, word, missing, 0, 10, Silence.ALARMING);
        }
        board.row(PlatformBoard.graph("Tasks", List.copyOf(running.values())));
    }

    /** The same order each time: a template must not change by itself. */
    private static Map<String, IMetric> sorted(String one, IMetric first, String other, IMetric second) {
        return new TreeMap<>(Map.of(one, first, other, second));
    }

    private static Metric ofService(ServicesStack services, String service, String name) {
        return Metric.Builder.create()
                .namespace("ECS/ContainerInsights")
                .metricName(name)
                .dimensionsMap(Map.of("ClusterName", services.cluster().getClusterName(), "ServiceName", service))
                .statistic("Minimum")
                .period(MINUTE)
                .build();
    }
}
