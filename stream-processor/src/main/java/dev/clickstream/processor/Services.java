package dev.clickstream.processor;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.processor.ProcessorConfig.Service;
import dev.clickstream.processor.collation.SnapshotSerde;
import dev.clickstream.processor.sink.RecentItemsSink;
import dev.clickstream.recent.DynamoDbRecentItemsStore;
import dev.clickstream.recent.Snapshot;
import dev.clickstream.rules.force.RulesCache;
import dev.clickstream.rules.redis.RedisRules;
import dev.clickstream.rules.redis.RulesNotices;
import dev.clickstream.rules.store.DynamoDbRuleStore;
import dev.clickstream.rules.store.StoredRules;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.RedisClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The running services of this process. */
final class Services implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);
    private static final Duration RULES_WITHIN = Duration.ofSeconds(5);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

    private final Runnable onFailure;
    private final List<CountDownLatch> running = new ArrayList<>();
    private final List<AutoCloseable> started = new ArrayList<>();

    private Services(Runnable onFailure) {
        this.onFailure = onFailure;
    }

    /** The topics that must be there before the services start. */
    static List<String> topics(Set<Service> services) {
        List<Topic> topics = new ArrayList<>();
        if (services.contains(Service.WORKFLOWS)) {
            topics.addAll(Topics.events());
            topics.addAll(List.of(Topics.IDENTITY_LINKS, Topics.ACTIVITY, Topics.DEAD_LETTERS));
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
        return services;
    }

    /** Waits until every service has its partitions and its state. */
    void awaitRunning() throws InterruptedException {
        for (CountDownLatch latch : running) {
            latch.await();
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
        // Without it a table out of reach would hold up the look at Redis for as long as the SDK tries.
        DynamoDbClient dynamoDb = DynamoDbClient.builder()
                .overrideConfiguration(client -> client.apiCallTimeout(RULES_WITHIN))
                .build();
        RulesCache rules = new RulesCache(
                List.of(new RedisRules(redis), new StoredRules(new DynamoDbRuleStore(dynamoDb, config.rulesTable()))),
                InstantSource.system());
        RulesNotices notices = new RulesNotices(redis, rules::refreshSoon);
        rules.start(config.rulesRefresh());
        notices.start();
        startStreams(WorkflowsTopology.build(TrackingPlan.load(config.trackingPlans()), rules), config, "workflows");
        started.add(notices);
        started.add(rules);
        started.add(redis);
        started.add(dynamoDb);
    }

    private void startStreams(Topology topology, ProcessorConfig config, String applicationId) {
        KafkaStreams streams = new KafkaStreams(topology, StreamsSettings.of(config, applicationId));
        CountDownLatch latch = new CountDownLatch(1);
        running.add(latch);
        streams.setStateListener((state, before) -> {
            if (state == KafkaStreams.State.RUNNING) {
                latch.countDown();
            }
        });
        streams.setUncaughtExceptionHandler(e -> {
            LOG.error("service {} failed", applicationId, e);
            onFailure.run();
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.start();
        started.add(() -> {
            if (!streams.close(STOP_WITHIN)) {
                LOG.warn("service {} did not stop within {}", applicationId, STOP_WITHIN);
            }
        });
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
