package dev.clickstream.infra.stack;

import dev.clickstream.infra.Options;
import dev.clickstream.infra.Profile;
import dev.clickstream.infra.construct.access.CustomerKey;
import dev.clickstream.infra.construct.kafka.KafkaAccess;
import dev.clickstream.infra.construct.kafka.KafkaMetrics;
import dev.clickstream.infra.construct.kafka.KafkaProgram;
import dev.clickstream.infra.construct.network.Party;
import dev.clickstream.infra.construct.network.PrivateNetwork;
import dev.clickstream.infra.construct.service.FargateProgram;
import dev.clickstream.infra.construct.service.LagScaling;
import dev.clickstream.infra.construct.service.Program;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.constructs.Construct;

/** The programs between Kafka and the two stores: stream services, loader, and the one task that runs dbt. */
public final class ServicesStack extends Stack {
    private static final Map<Party, KafkaProgram> SCALED = Map.of(
            Party.WORKFLOWS, KafkaProgram.WORKFLOWS,
            Party.GROUPS, KafkaProgram.GROUPS,
            Party.SINK, KafkaProgram.SINK);

    /** With transactions of their own. */
    private static final Set<Party> STREAMS = EnumSet.of(Party.WORKFLOWS, Party.GROUPS);

    /** The stacks that the programs use. */
    public record Surroundings(
            NetworkStack network, KafkaAccess kafka, CacheStack cache, WarehouseStack warehouse, StateStack state) {}

    private final Cluster cluster;
    private final Map<Party, FargateProgram> programs = new EnumMap<>(Party.class);

    public ServicesStack(Construct scope, String id, StackProps props, Options options, Surroundings around) {
        super(scope, id, props);
        CustomerKey key = new CustomerKey(this, "Key", "Encrypts the programs' logs", false).forLogs();
        String bootstrap = CfnParameter.Builder.create(this, "KafkaBootstrap")
                .type("String")
                .description("Kafka's brokers for IAM, host:9098,host:9098")
                .minLength(1)
                .build()
                .getValueAsString();
        this.cluster = Cluster.Builder.create(this, "Cluster")
                .vpc(around.network().vpc())
                .containerInsightsV2(ContainerInsights.ENABLED)
                .build();
        Programs catalogue = new Programs(options.profile(), bootstrap, around);
        catalogue.all().forEach((party, program) -> start(party, program, options, around, key));
        KafkaMetrics metrics = new KafkaMetrics(options.platformName());
        SCALED.forEach((party, kafka) -> LagScaling.apply(
                of(party).service(),
                catalogue.of(party),
                metrics.lag(kafka.group(), kafka.reads()),
                options.profile().eventsPerSecond()));
    }

    private void start(Party party, Program program, Options options, Surroundings around, CustomerKey key) {
        Profile profile = options.profile();
        FargateProgram made = new FargateProgram(
                this,
                program.id(),
                program,
                new FargateProgram.Surroundings(
                        cluster,
                        PrivateNetwork.subnets(),
                        around.network().group(party),
                        around.state().images(),
                        options.imageTag(),
                        options.arm() ? CpuArchitecture.ARM64 : CpuArchitecture.X86_64,
                        key,
                        profile.logs().retentionDays()));
        programs.put(party, made);
        CfnOutput.Builder.create(this, program.id() + "Role")
                .value(made.roleName())
                .build();
        Suppressions.settings(made.task());
        Suppressions.anyResource(made.starter(), "ECR gives tokens for the whole registry only");
        if (STREAMS.contains(party)) {
            Suppressions.transactionsByPrefix(made.access());
        }
        if (party == Party.SINK) {
            Suppressions.tablesOfGenerations(made.access());
        }
        if (party == Party.LOADER) {
            Suppressions.objectsByPrefix(made.access());
        }
    }

    public FargateProgram of(Party party) {
        FargateProgram program = programs.get(party);
        if (program == null) {
            throw new IllegalStateException("no program for " + party);
        }
        return program;
    }

    public Map<Party, FargateProgram> programs() {
        return Collections.unmodifiableMap(programs);
    }

    public Cluster cluster() {
        return cluster;
    }
}
