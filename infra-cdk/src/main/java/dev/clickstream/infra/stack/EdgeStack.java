package dev.clickstream.infra.stack;

import dev.clickstream.infra.Options;
import dev.clickstream.infra.Profile;
import dev.clickstream.infra.construct.access.CustomerKey;
import dev.clickstream.infra.construct.cache.RulesCache;
import dev.clickstream.infra.construct.edge.Collector;
import dev.clickstream.infra.construct.edge.CollectorApi;
import dev.clickstream.infra.construct.edge.Heartbeat;
import dev.clickstream.infra.construct.edge.Placement;
import dev.clickstream.infra.construct.edge.SpillDrain;
import dev.clickstream.infra.construct.kafka.KafkaAccess;
import dev.clickstream.infra.construct.store.LakeBucket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.lambda.Architecture;
import software.constructs.Construct;

/**
 * Where events come in. Needs no other stack: the network is an option, brokers and cluster are parameters when they are not
 * given. The secret with all sources is made before, by an operator: a template can neither hold its value nor keep it when the
 * stack goes.
 */
public final class EdgeStack extends Stack {
    private static final String ANY_RESOURCE =
            "X-Ray's actions know no resources; Lambda makes network interfaces whose ids are not known before";

    private final Collector collector;
    private final @Nullable SpillDrain drain;
    private final CollectorApi api;

    /**
     * @param placement null outside any network
     * @param kafka null to be asked for the cluster at deployment
     * @param key null to have one made
     * @param cache null to do without
     * @param lake null to answer with 503 while Kafka is away
     */
    public record Surroundings(
            @Nullable Placement placement,
            @Nullable KafkaAccess kafka,
            @Nullable CustomerKey key,
            @Nullable RulesCache cache,
            @Nullable LakeBucket lake) {}

    public EdgeStack(Construct scope, String id, StackProps props, Options options, Surroundings around) {
        super(scope, id, props);
        Profile profile = options.profile();
        int logDays = profile.logs().retentionDays();
        CustomerKey key = around.key() != null
                ? around.key()
                : new CustomerKey(this, "Key", "Encrypts the collector's logs and settings", false).forLogs();
        KafkaAccess kafka = around.kafka() != null
                ? around.kafka()
                : new KafkaAccess(parameter("KafkaClusterArn", "ARN of the Kafka cluster"));
        String bootstrap = parameter("KafkaBootstrap", "Kafka's brokers for IAM, host:9098,host:9098");
        Architecture architecture = options.arm() ? Architecture.ARM_64 : Architecture.X86_64;
        String sources = parameter("SourcesArn", "ARN of the secret that holds the document of all sources");
        this.collector = new Collector(
                this,
                "Collector",
                new Collector.Props(
                        profile.collector(),
                        logDays,
                        options.lambdaZip(),
                        architecture,
                        around.placement(),
                        key,
                        kafka,
                        bootstrap,
                        sources,
                        parameter("PiiKeysArn", "ARN of the secret with the keys that personal data is treated with"),
                        parameter("SourcesKeyArn", "ARN of the KMS key that encrypts these secrets"),
                        around.cache(),
                        around.lake()));
        LakeBucket lake = around.lake();
        this.drain = lake == null
                ? null
                : new SpillDrain(
                        this,
                        "SpillDrain",
                        new SpillDrain.Props(
                                logDays,
                                options.lambdaZip(),
                                architecture,
                                around.placement(),
                                key,
                                kafka,
                                bootstrap,
                                lake));
        this.api = new CollectorApi(
                this,
                "Api",
                collector.live(),
                new CollectorApi.Props(profile.collector(), logDays, key, options.apiDomain()));
        String heartbeatKey = CfnParameter.Builder.create(this, "HeartbeatWriteKey")
                .type("String")
                .description("Write key of the source that heartbeats come from; empty for none")
                .defaultValue("")
                .build()
                .getValueAsString();
        Suppressions.beatsAgain(new Heartbeat(this, "Heartbeat", collector.live(), heartbeatKey));
        output("ApiDomain", api.domain());
        output("ApiUrl", "https://" + api.domain());
        output("CollectorFunction", collector.function().getFunctionName());
        output("Sources", sources);
        Suppressions.unauthorisedRoutes(api.routes());
        Suppressions.anyResource(collector.role(), ANY_RESOURCE);
        if (drain != null) {
            Suppressions.anyResource(drain.role(), ANY_RESOURCE);
            Suppressions.objectsByPrefix(collector.role());
            Suppressions.objectsByPrefix(drain.role());
            Suppressions.calledAgain(drain);
            output("DrainFunction", drain.function().getFunctionName());
        }
    }

    private String parameter(String name, String description) {
        return CfnParameter.Builder.create(this, name)
                .type("String")
                .description(description)
                .minLength(1)
                .build()
                .getValueAsString();
    }

    private void output(String name, String value) {
        CfnOutput.Builder.create(this, name).value(value).build();
    }

    public Collector collector() {
        return collector;
    }

    /** Empty where batches are not spilled. */
    public Optional<SpillDrain> drain() {
        return Optional.ofNullable(drain);
    }

    public CollectorApi api() {
        return api;
    }
}
