package dev.clickstream.infra.construct.edge;

import dev.clickstream.infra.construct.access.CustomerKey;
import dev.clickstream.infra.construct.access.EncryptedLog;
import dev.clickstream.infra.construct.access.ProgramRole;
import dev.clickstream.infra.construct.access.Statements;
import dev.clickstream.infra.construct.kafka.KafkaAccess;
import dev.clickstream.infra.construct.store.LakeBucket;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * Brings the batches that the collector has kept in the lake to Kafka: another handler of the collector's package, called each
 * minute. One runs at a time, which spares repeats; two would do no harm.
 */
public final class SpillDrain extends Construct {
    /** No round begins after it; the brokers may take as long as the program lets them for the last one. */
    static final int DRAIN_SECONDS = 50;

    static final int DELIVERY_TIMEOUT_MS = 30_000;
    static final int TIMEOUT_SECONDS = 110;

    private static final String HANDLER = "dev.clickstream.collector.lambda.DrainFunction";
    private static final int MEMORY_MIB = 512;
    private static final Duration EVERY = Duration.minutes(1);

    /**
     * @param zip of the handler, the collector's
     * @param placement null outside any network
     */
    public record Props(
            int logDays,
            String zip,
            Architecture architecture,
            @Nullable Placement placement,
            CustomerKey key,
            KafkaAccess kafka,
            String kafkaBootstrap,
            LakeBucket lake) {}

    private final Function function;
    private final LogGroup log;
    private final ProgramRole role;

    public SpillDrain(Construct scope, String id, Props props) {
        super(scope, id);
        this.log = EncryptedLog.create(this, "Log", props.key(), props.logDays());
        this.role = role(props);
        Function.Builder builder = Function.Builder.create(this, "Function")
                .description("Brings batches from the lake to Kafka that Kafka did not take when they came")
                .runtime(Runtime.JAVA_25)
                .architecture(props.architecture())
                .handler(HANDLER)
                .code(Code.fromAsset(props.zip()))
                .memorySize(MEMORY_MIB)
                .timeout(Duration.seconds(TIMEOUT_SECONDS))
                .reservedConcurrentExecutions(1)
                .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                .tracing(Tracing.ACTIVE)
                .logGroup(log)
                // The next minute's call does what this one did not.
                .retryAttempts(0)
                .environmentEncryption(props.key().key())
                .environment(Map.of(
                        "DRAIN_KAFKA_BOOTSTRAP", props.kafkaBootstrap(),
                        "DRAIN_KAFKA_SECURITY", "iam",
                        "DRAIN_BUCKET", props.lake().bucketName(),
                        "DRAIN_SECONDS", Integer.toString(DRAIN_SECONDS),
                        "DRAIN_DELIVERY_TIMEOUT_MS", Integer.toString(DELIVERY_TIMEOUT_MS)))
                .role(role.role());
        Placement placement = props.placement();
        if (placement != null) {
            builder.vpc(placement.vpc()).vpcSubnets(placement.subnets()).securityGroups(List.of(placement.group()));
        }
        this.function = builder.build();
        Alias live = Alias.Builder.create(this, "Live")
                .aliasName("live")
                .version(function.getCurrentVersion())
                .build();
        Rule.Builder.create(this, "Schedule")
                .description("Drains spilled batches")
                .schedule(Schedule.rate(EVERY))
                .targets(List.of(LambdaFunction.Builder.create(live)
                        .retryAttempts(0)
                        .maxEventAge(EVERY)
                        .build()))
                .build();
    }

    private ProgramRole role(Props props) {
        ProgramRole made = new ProgramRole(this, "Access", "lambda.amazonaws.com", "Drains spilled batches into Kafka");
        made.allow(props.kafka().produce(Collector.topics()));
        made.allow(props.lake().drain());
        made.allow(List.of(
                Statements.allow(
                        "Log", List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(log.getLogGroupArn())),
                props.key().readThrough("OwnSettings", "lambda"),
                // X-Ray knows no resources of these.
                Statements.allow("Trace", List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"), List.of("*"))));
        if (props.placement() != null) {
            made.allow(Collector.networkInterfaces());
        }
        return made;
    }

    public LogGroup log() {
        return log;
    }

    public Function function() {
        return function;
    }

    /** For suppressions. */
    public ProgramRole role() {
        return role;
    }
}
