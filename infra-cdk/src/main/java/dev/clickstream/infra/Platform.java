package dev.clickstream.infra;

import static java.util.Objects.requireNonNull;

import dev.clickstream.infra.construct.kafka.KafkaAccess;
import dev.clickstream.infra.construct.network.Party;
import dev.clickstream.infra.stack.CacheStack;
import dev.clickstream.infra.stack.EdgeStack;
import dev.clickstream.infra.stack.FrontStack;
import dev.clickstream.infra.stack.NetworkStack;
import dev.clickstream.infra.stack.ObservabilityStack;
import dev.clickstream.infra.stack.ServicesStack;
import dev.clickstream.infra.stack.StateStack;
import dev.clickstream.infra.stack.StreamStack;
import dev.clickstream.infra.stack.WarehouseStack;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;

/** The chosen stacks of one platform, wired. A stack that needs another which is not chosen is refused by name. */
public final class Platform {
    private static final String FRONT_REGION = "us-east-1";

    private static final Map<StackName, Set<StackName>> NEEDS = Map.of(
            StackName.STREAM, EnumSet.of(StackName.NETWORK),
            StackName.CACHE, EnumSet.of(StackName.NETWORK),
            StackName.WAREHOUSE, EnumSet.of(StackName.NETWORK, StackName.STATE),
            StackName.SERVICES,
                    EnumSet.of(
                            StackName.NETWORK, StackName.STATE, StackName.STREAM, StackName.CACHE, StackName.WAREHOUSE),
            StackName.OBSERVABILITY, EnumSet.of(StackName.STATE, StackName.EDGE, StackName.SERVICES));

    private final Options options;
    private final Map<StackName, Stack> stacks = new EnumMap<>(StackName.class);

    /** @throws IllegalArgumentException naming the stacks that are missing */
    public Platform(App app, Options options) {
        this.options = options;
        requireNeeds(options.stacks());
        make(StackName.NETWORK, props -> new NetworkStack(app, id(StackName.NETWORK), props, options.profile()));
        make(StackName.STATE, props -> new StateStack(app, id(StackName.STATE), props, options));
        make(StackName.STREAM, props -> new StreamStack(app, id(StackName.STREAM), props, options, network()));
        make(StackName.CACHE, props -> new CacheStack(app, id(StackName.CACHE), props, options, network()));
        make(
                StackName.WAREHOUSE,
                props -> new WarehouseStack(app, id(StackName.WAREHOUSE), props, options, network(), state()));
        make(StackName.EDGE, props -> new EdgeStack(app, id(StackName.EDGE), props, options, aroundEdge()));
        make(StackName.SERVICES, props -> new ServicesStack(app, id(StackName.SERVICES), props, options, services()));
        make(
                StackName.OBSERVABILITY,
                props -> new ObservabilityStack(app, id(StackName.OBSERVABILITY), props, options, watched()));
        make(
                StackName.FRONT,
                props -> new FrontStack(
                        app, id(StackName.FRONT), props, options, requireNonNull(options.frontDomain())));
        Tags.of(app).add("clickstream:profile", options.profile().name());
    }

    /** An app that synthesises the same anywhere: today's behaviour of CDK, and no usage data sent. */
    public static App app(@Nullable String outputDirectory) {
        AppProps.Builder props = AppProps.builder()
                .analyticsReporting(false)
                .context(Map.of(
                        "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy",
                        true,
                        "@aws-cdk/aws-iam:minimizePolicies",
                        true,
                        "@aws-cdk/aws-lambda:recognizeLayerVersion",
                        true,
                        "@aws-cdk/core:enablePartitionLiterals",
                        true,
                        "@aws-cdk/core:validateAgainstDefaultRules",
                        true));
        if (outputDirectory != null) {
            props.outdir(outputDirectory);
        }
        return new App(props.build());
    }

    public Map<StackName, Stack> stacks() {
        return Map.copyOf(stacks);
    }

    private static void requireNeeds(Set<StackName> chosen) {
        Set<StackName> missing = EnumSet.noneOf(StackName.class);
        chosen.forEach(stack -> missing.addAll(NEEDS.getOrDefault(stack, Set.of())));
        missing.removeAll(chosen);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("the chosen stacks need these too: %s"
                    .formatted(missing.stream().map(StackName::word).collect(Collectors.joining(","))));
        }
    }

    private void make(StackName name, Function<StackProps, Stack> maker) {
        if (options.stacks().contains(name)) {
            stacks.put(name, maker.apply(props(name)));
        }
    }

    private StackProps props(StackName name) {
        StackProps.Builder props = StackProps.builder()
                .stackName(id(name))
                .description("Clickstream platform, %s, %s"
                        .formatted(options.profile().name(), name.word()))
                .terminationProtection(options.profile().keepsData());
        Environment.Builder environment = Environment.builder();
        if (options.account() != null) {
            environment.account(options.account());
        }
        if (name == StackName.FRONT) {
            environment.region(FRONT_REGION);
        } else if (options.region() != null) {
            environment.region(options.region());
        }
        return props.env(environment.build()).build();
    }

    private String id(StackName name) {
        return "%s-%s".formatted(options.platformName(), name.word());
    }

    private EdgeStack.Surroundings aroundEdge() {
        Stack network = stacks.get(StackName.NETWORK);
        return new EdgeStack.Surroundings(
                network == null ? null : network().placement(Party.COLLECTOR),
                kafkaOfEdge(),
                null,
                stacks.containsKey(StackName.CACHE)
                        ? made(StackName.CACHE, CacheStack.class).cache()
                        : null,
                stacks.containsKey(StackName.STATE) ? state().lake() : null);
    }

    private @Nullable KafkaAccess kafkaOfEdge() {
        if (options.kafkaClusterArn() != null) {
            return new KafkaAccess(options.kafkaClusterArn());
        }
        return stacks.containsKey(StackName.STREAM)
                ? made(StackName.STREAM, StreamStack.class).access()
                : null;
    }

    private ServicesStack.Surroundings services() {
        return new ServicesStack.Surroundings(
                network(),
                made(StackName.STREAM, StreamStack.class).access(),
                made(StackName.CACHE, CacheStack.class),
                made(StackName.WAREHOUSE, WarehouseStack.class),
                state());
    }

    private ObservabilityStack.Surroundings watched() {
        return new ObservabilityStack.Surroundings(
                made(StackName.EDGE, EdgeStack.class), made(StackName.SERVICES, ServicesStack.class), state());
    }

    private NetworkStack network() {
        return made(StackName.NETWORK, NetworkStack.class);
    }

    private StateStack state() {
        return made(StackName.STATE, StateStack.class);
    }

    private <S extends Stack> S made(StackName name, Class<S> type) {
        return type.cast(requireNonNull(stacks.get(name), name::word));
    }
}
