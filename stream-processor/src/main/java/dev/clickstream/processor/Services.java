package dev.clickstream.processor;

import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.processor.ProcessorConfig.Service;
import dev.clickstream.processor.erasure.ErasureTopic;
import dev.clickstream.processor.identity.IdentitySettings;
import dev.clickstream.processor.operations.OperationsServer;
import dev.clickstream.processor.operations.ProcessorMetrics;
import dev.clickstream.processor.operations.RunningService;
import dev.clickstream.rules.force.RulesCache;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running services of this process. */
final class Services implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    private final Runnable onFailure;
    private final List<StreamsService> streams = new ArrayList<>();
    private final List<RunningService> running = new ArrayList<>();
    private final List<AutoCloseable> started = new ArrayList<>();

    private Services(Runnable onFailure) {
        this.onFailure = onFailure;
    }

    /** The topics that must be there before the services start. */
    static List<String> topics(Set<Service> services) {
        List<Topic> topics = new ArrayList<>();
        if (services.contains(Service.WORKFLOWS)) {
            topics.addAll(Topics.events());
            topics.addAll(List.of(
                    Topics.IDENTITY_LINKS,
                    Topics.ERASURES,
                    Topics.ACTIVITY,
                    Topics.KEYLESS,
                    Topics.LATE,
                    Topics.DEAD_LETTERS));
        }
        if (services.contains(Service.GROUPS)) {
            topics.addAll(
                    List.of(Topics.ACTIVITY, Topics.ERASURES, Topics.RECENT_ITEMS, Topics.SYNC, Topics.DEAD_LETTERS));
        }
        if (services.contains(Service.SINK)) {
            topics.addAll(List.of(Topics.RECENT_ITEMS, Topics.SYNC, Topics.DEAD_LETTERS));
        }
        return topics.stream().map(Topic::name).distinct().toList();
    }

    /** @param onFailure called when a service has failed for good */
    static Services start(ProcessorConfig config, Runnable onFailure) {
        Services services = new Services(onFailure);
        if (config.services().contains(Service.WORKFLOWS) || config.services().contains(Service.GROUPS)) {
            RulesService rules = new RulesService(config);
            ErasureTopic erasures = ErasureTopic.follow(config.kafka().clientSettings());
            if (config.services().contains(Service.WORKFLOWS)) {
                services.startWorkflows(config, rules.cache(), erasures);
            }
            if (config.services().contains(Service.GROUPS)) {
                services.startStreams(
                        GroupsTopology.build(
                                config.collation(),
                                category -> rules.cache().current().cap(category),
                                erasures::current),
                        config,
                        "groups");
            }
            services.add(rules);
            services.started.add(erasures);
        }
        if (config.services().contains(Service.SINK)) {
            services.add(new SinkService(config, onFailure));
            if (config.redis() != null) {
                services.add(new SyncService(config, onFailure));
            }
        }
        if (config.operationsPort() != null) {
            OperationsServer operations = OperationsServer.start(
                    config.operationsHost(), config.operationsPort(), services.running, new ProcessorMetrics());
            LOG.info("/health and /metrics on {}:{}", config.operationsHost(), operations.port());
            services.started.add(operations);
        }
        return services;
    }

    private <S extends RunningService & AutoCloseable> void add(S service) {
        running.add(service);
        started.add(service);
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

    private void startWorkflows(ProcessorConfig config, RulesCache rules, ErasureTopic erasures) {
        IdentitySettings identity = new IdentitySettings(
                config.mostPeoplePerDevice(), id -> rules.current().blocks(id));
        startStreams(
                WorkflowsTopology.build(
                        TrackingPlan.load(config.trackingPlans()),
                        rules,
                        identity,
                        InstantSource.system(),
                        erasures::current),
                config,
                "workflows");
    }

    private void startStreams(Topology topology, ProcessorConfig config, String name) {
        StreamsService service = new StreamsService(name, topology, config, onFailure);
        service.start();
        streams.add(service);
        add(service);
    }
}
