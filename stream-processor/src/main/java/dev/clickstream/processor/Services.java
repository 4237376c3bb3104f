package dev.clickstream.processor;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.processor.ProcessorConfig.Service;
import dev.clickstream.processor.collation.SnapshotSerde;
import dev.clickstream.processor.identity.IdentitySettings;
import dev.clickstream.processor.operations.OperationsServer;
import dev.clickstream.processor.operations.ProcessorMetrics;
import dev.clickstream.processor.operations.RunningService;
import dev.clickstream.processor.rules.RedisRulesSource;
import dev.clickstream.processor.rules.RulesCache;
import dev.clickstream.processor.sink.RecentItemsSink;
import dev.clickstream.recent.DynamoDbRecentItemsStore;
import dev.clickstream.recent.Snapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.RedisClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The running services of this process. */
final class Services implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

    private final Runnable onFailure;
    private final List<StreamsService> streams = new ArrayList<>();
    private final List<AutoCloseable> started = new ArrayList<>();

    private Services(Runnable onFailure) {
        this.onFailure = onFailure;
    }

    /** The topics that must be there before the services start. */
    static List<String> topics(Set<Service> services) {
        List<Topic> topics = new ArrayList<>();
        if (services.contains(Service.WORKFLOWS)) {
            topics.addAll(Topics.events());
            topics.addAll(
                    List.of(Topics.IDENTITY_LINKS, Topics.ACTIVITY, Topics.KEYLESS, Topics.LATE, Topics.DEAD_LETTERS));
        }
        if (services.contains(Service.GROUPS)) {
            topics.addAll(List.of(Topics.ACTIVITY, Topics.RECENT_ITEMS, Topics.DEAD_LETTERS));
        }
        if (services.contains(Service.SINK)) {
            topics.add(Topics.RECENT_ITEMS);
        }
        return topics.stream().map(Topic::name).distinct().toList();
    }

    /** @param onFailure called when a service has failed for good */
    static Services start(ProcessorConfig config, Runnable onFailure) {
        Services services = new Services(onFailure);
        if (config.services().contains(Service.WORKFLOWS)) {
            services.startWorkflows(config);
        }
        if (config.services().contains(Service.GROUPS)) {
            services.startStreams(GroupsTopology.build(config.collation()), config, "groups");
        }
        if (config.services().contains(Service.SINK)) {
            services.startSink(config);
        }
        if (config.operationsPort() != null) {
            OperationsServer operations = OperationsServer.start(
                    config.operationsHost(), config.operationsPort(), services.running(), new ProcessorMetrics());
            LOG.info("/health and /metrics on {}:{}", config.operationsHost(), operations.port());
            services.started.add(operations);
        }
        return services;
    }

    private List<RunningService> running() {
        List<RunningService> running = new ArrayList<>(streams);
        return running;
    }

    /** Waits until every service has its partitions and its state. */
    void awaitRunning() throws InterruptedException {
        for (StreamsService service : streams) {
            service.awaitRunning();
        }
    }

    /** Stops all, the first in the flow first. */
    @Override
    public void close() {
        for (AutoCloseable service : started) {
            try {
                service.close();
            } catch (Exception e) {
                LOG.warn("could not be stopped cleanly: {}", e.getMessage());
            }
        }
    }

    private void startWorkflows(ProcessorConfig config) {
        RedisClient redis = requireNonNull(config.redis()).open();
        RulesCache rules = new RulesCache(new RedisRulesSource(redis));
        rules.start(config.rulesRefresh());
        IdentitySettings identity = new IdentitySettings(config.mostPeoplePerDevice(), id -> false);
        startStreams(
                WorkflowsTopology.build(
                        TrackingPlan.load(config.trackingPlans()), rules, identity, InstantSource.system()),
                config,
                "workflows");
        started.add(rules);
        started.add(redis);
    }

    private void startStreams(Topology topology, ProcessorConfig config, String name) {
        StreamsService service = new StreamsService(name, topology, config, onFailure);
        service.start();
        streams.add(service);
        started.add(service);
    }

    private void startSink(ProcessorConfig config) {
        DynamoDbClient dynamoDb = DynamoDbClient.create();
        Map<String, Object> settings = config.kafka().clientSettings();
        settings.putAll(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG, "sink",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false"));
        if (config.instanceId() != null) {
            settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, config.instanceId());
        }
        KafkaConsumer<String, Snapshot> consumer = new KafkaConsumer<>(
                settings, new StringDeserializer(), SnapshotSerde.serde().deserializer());
        RecentItemsSink sink = new RecentItemsSink(
                consumer, new DynamoDbRecentItemsStore(dynamoDb, config.recentItemsTable()), config.sinkConcurrency());
        Thread thread = Thread.ofPlatform().name("sink").start(() -> {
            try {
                sink.run();
            } catch (RuntimeException e) {
                LOG.error("service sink failed on {}", Topics.RECENT_ITEMS.name(), e);
                onFailure.run();
            }
        });
        started.add(() -> {
            sink.close();
            if (!thread.join(STOP_WITHIN)) {
                LOG.warn("service sink did not stop within {}", STOP_WITHIN);
            }
            dynamoDb.close();
        });
    }
}
