package dev.clickstream.infra.construct.edge;

import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.infra.Profile;
import dev.clickstream.infra.construct.access.CustomerKey;
import dev.clickstream.infra.construct.access.EncryptedLog;
import dev.clickstream.infra.construct.access.ProgramRole;
import dev.clickstream.infra.construct.access.Statements;
import dev.clickstream.infra.construct.cache.RulesCache;
import dev.clickstream.infra.construct.kafka.KafkaAccess;
import dev.clickstream.infra.construct.store.LakeBucket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.sns.Topic.Builder;
import software.constructs.Construct;

/**
 * The collector as a Lambda function, published as the alias {@code live} from a snapshot of its started JVM. It writes to
 * the topics of events and to {@code rejected}, and may do nothing else on Kafka.
 */
public final class Collector extends Construct {
    /** Brokers have this long, then S3; then the function has time to say 503, and the gateway (30 s) to pass it on. */
    static final int DELIVERY_TIMEOUT_MS = 8_000;

    static final int SPILL_TIMEOUT_MS = 4_000;

    static final int TIMEOUT_SECONDS = 15;

    private static final String HANDLER = "dev.clickstream.collector.lambda.CollectorFunction";

    /**
     * @param zip of the handler, as its module packages it
     * @param placement null outside any network
     * @param sourcesSecret ARN of the secret that holds the document of all sources
     * @param piiKeysSecret ARN of the secret that holds the keys for personal data
     * @param sourcesKey ARN of the key that encrypts both secrets
     * @param cache null where there is none: then devices are not synced, and rates not shared between instances
     * @param lake keeps batches that Kafka does not take; null where there is none: they are answered with 503
     */
    public record Props(
            Profile.Collector size,
            int logDays,
            String zip,
            Architecture architecture,
            @Nullable Placement placement,
            CustomerKey key,
            KafkaAccess kafka,
            String kafkaBootstrap,
            String sourcesSecret,
            String piiKeysSecret,
            String sourcesKey,
            @Nullable RulesCache cache,
            @Nullable LakeBucket lake) {}

    private final Function function;
    private final Alias live;
    private final LogGroup log;
    private final ProgramRole role;

    public Collector(Construct scope, String id, Props props) {
        super(scope, id);
        this.log = EncryptedLog.create(this, "Log", props.key(), props.logDays());
        // Nobody calls it asynchronously; should somebody, a call that fails is told here and not lost.
        software.amazon.awscdk.services.sns.Topic failures = Builder.create(this, "Failures")
                .masterKey(props.key().key())
                .enforceSsl(true)
                .build();
        this.role = role(props, failures.getTopicArn());
        Function.Builder builder = Function.Builder.create(this, "Function")
                .description("Takes events over HTTP and answers once Kafka has them")
                .runtime(Runtime.JAVA_25)
                .architecture(props.architecture())
                .handler(HANDLER)
                .code(Code.fromAsset(props.zip()))
                .memorySize(props.size().memoryMib())
                .timeout(Duration.seconds(TIMEOUT_SECONDS))
                .reservedConcurrentExecutions(props.size().reservedConcurrency())
                .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                .tracing(Tracing.ACTIVE)
                .logGroup(log)
                .deadLetterTopic(failures)
                .environmentEncryption(props.key().key())
                .environment(settings(props))
                .role(role.role());
        Placement placement = props.placement();
        if (placement != null) {
            builder.vpc(placement.vpc()).vpcSubnets(placement.subnets()).securityGroups(List.of(placement.group()));
        }
        this.function = builder.build();
        this.live = Alias.Builder.create(this, "Live")
                .aliasName("live")
                .version(function.getCurrentVersion())
                .build();
    }

    private static Map<String, String> settings(Props props) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "COLLECTOR_KAFKA_BOOTSTRAP", props.kafkaBootstrap(),
                "COLLECTOR_KAFKA_SECURITY", "iam",
                "COLLECTOR_SOURCES_SECRET", props.sourcesSecret(),
                "COLLECTOR_PII_KEYS_SECRET", props.piiKeysSecret(),
                "COLLECTOR_DELIVERY_TIMEOUT_MS", Integer.toString(DELIVERY_TIMEOUT_MS)));
        RulesCache cache = props.cache();
        if (cache != null) {
            settings.put("COLLECTOR_REDIS_URL", cache.url());
            settings.put("COLLECTOR_REDIS_USER", cache.collectorName());
            settings.put("COLLECTOR_REDIS_IAM_CACHE", cache.cacheName());
        }
        LakeBucket lake = props.lake();
        if (lake != null) {
            settings.put("COLLECTOR_SPILL_BUCKET", lake.bucketName());
            settings.put("COLLECTOR_SPILL_TIMEOUT_MS", Integer.toString(SPILL_TIMEOUT_MS));
        }
        return settings;
    }

    private ProgramRole role(Props props, String failures) {
        ProgramRole made = new ProgramRole(this, "Access", "lambda.amazonaws.com", "Collects events into Kafka");
        made.allow(props.kafka().produce(topics()));
        String region = Stack.of(this).getRegion();
        made.allow(List.of(
                Statements.allow(
                        "Log", List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(log.getLogGroupArn())),
                Statements.allow("Sources", List.of("secretsmanager:GetSecretValue"), List.of(props.sourcesSecret())),
                Statements.allow("PiiKeys", List.of("secretsmanager:GetSecretValue"), List.of(props.piiKeysSecret())),
                Statements.allow(
                        "SourcesKey",
                        List.of("kms:Decrypt"),
                        List.of(props.sourcesKey()),
                        Map.of(
                                "StringEquals",
                                Map.of("kms:ViaService", "secretsmanager.%s.amazonaws.com".formatted(region)))),
                props.key().readThrough("OwnSettings", "lambda"),
                props.key().useThrough("OwnFailures", "sns"),
                Statements.allow("Failures", List.of("sns:Publish"), List.of(failures)),
                // X-Ray knows no resources of these.
                Statements.allow("Trace", List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords"), List.of("*"))));
        if (props.cache() != null) {
            made.allow(props.cache().collect());
        }
        if (props.lake() != null) {
            made.allow(props.lake().spill());
        }
        if (props.placement() != null) {
            made.allow(networkInterfaces());
        }
        return made;
    }

    /** Lambda puts its interfaces into the network in the role's name; their ids are not known before. */
    static PolicyStatement networkInterfaces() {
        return Statements.allow(
                "NetworkInterfaces",
                List.of(
                        "ec2:CreateNetworkInterface",
                        "ec2:DescribeNetworkInterfaces",
                        "ec2:DescribeSubnets",
                        "ec2:DeleteNetworkInterface",
                        "ec2:AssignPrivateIpAddresses",
                        "ec2:UnassignPrivateIpAddresses"),
                List.of("*"));
    }

    static List<String> topics() {
        return Stream.concat(Topics.events().stream(), Stream.of(Topics.REJECTED))
                .map(Topic::name)
                .toList();
    }

    public Function function() {
        return function;
    }

    public Alias live() {
        return live;
    }

    /** For suppressions. */
    public ProgramRole role() {
        return role;
    }
}
