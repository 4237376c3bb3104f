package dev.clickstream.infra.cost.capacity;

import static dev.clickstream.infra.cost.capacity.Assumptions.*;

import dev.clickstream.infra.Profile;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The numbers of a deployment that have a price: those of a profile, or those that the capacity model asks for.
 *
 * @param services Fargate services with the tasks that run on average
 * @param rpuHoursPerDay for which the warehouse is billed
 * @param logDays retention of every log group
 */
public record Deployment(
        String name,
        int zones,
        BrokerType brokerType,
        int brokers,
        int storageGib,
        int partitions,
        int lambdaMemoryMib,
        int reservedConcurrency,
        List<Tasks> services,
        int cycleSeconds,
        int baseRpu,
        double rpuHoursPerDay,
        int logDays) {

    /** Of tasks that keep state, and of the others, as the stack of services has them. */
    static final int STATE_DISK_GIB = 100;

    private static final int SMALL_DISK_GIB = 21;

    public Deployment {
        services = List.copyOf(services);
    }

    /** A profile's own numbers; between least and most tasks, as many run as the average load needs. */
    public static Deployment of(Profile profile, Workload workload) {
        Workload average = Workload.steady(workload.averageEventsPerSecond());
        Capacity need = new Capacity(average);
        Profile.Loader loader = profile.loader();
        return new Deployment(
                profile.name(),
                profile.zones(),
                BrokerType.named(profile.kafka().instanceType()),
                profile.kafka().brokers(),
                profile.kafka().storageGib(),
                profile.kafka().partitions(),
                profile.collector().memoryMib(),
                profile.collector().reservedConcurrency(),
                List.of(
                        tasks("workflows", profile.workflows(), need.workflowsCpu(), STATE_DISK_GIB),
                        tasks("groups", profile.groups(), need.groupsCpu(), STATE_DISK_GIB),
                        tasks("sink", profile.sink(), need.sinkCpu(), SMALL_DISK_GIB),
                        new Tasks("loader", loader.cpu(), loader.memoryMib(), loader.tasks(), SMALL_DISK_GIB),
                        ServiceSizes.runner()),
                loader.cycleSeconds(),
                profile.warehouse().baseRpu(),
                new Capacity(workload)
                        .rpuHoursPerDay(
                                loader.cycleSeconds(), profile.warehouse().baseRpu(), RUNNER_POLL_SECONDS),
                profile.logs().retentionDays());
    }

    private static Tasks tasks(String service, Profile.Streams streams, double neededCpu, int diskGib) {
        double wanted = neededCpu / (streams.cpu() / 1_024.0);
        double count = Math.clamp(wanted, streams.minTasks(), streams.maxTasks());
        return new Tasks(service, streams.cpu(), streams.memoryMib(), count, diskGib);
    }

    /** What the capacity model asks for at this rate, in three zones. */
    public static Deployment sizedFor(Workload workload) {
        Capacity need = new Capacity(workload);
        int partitions = need.partitions();
        List<Tasks> services = ServiceSizes.sizedFor(need);
        BrokerType type = cheapest(need, partitions);
        int brokers = brokers(type, need, partitions);
        int cycle = need.cycleSeconds();
        int rpu = need.baseRpu(cycle);
        return new Deployment(
                Numbers.rate(workload.eventsPerSecond()),
                3,
                type,
                brokers,
                storageGib(need, brokers),
                partitions,
                1_024,
                need.concurrency(),
                services,
                cycle,
                rpu,
                need.rpuHoursPerDay(cycle, rpu, RUNNER_POLL_SECONDS),
                90);
    }

    /** Tasks of the three stream services. */
    public int streamTasks() {
        return streamTasks(services);
    }

    private static int streamTasks(List<Tasks> services) {
        return services.stream()
                .filter(tasks -> List.of("workflows", "groups", "sink").contains(tasks.service()))
                .mapToInt(tasks -> Capacity.ceil(tasks.count()))
                .sum();
    }

    /** Among those of which a cluster may have so many; the fewer where two cost the same. */
    private static BrokerType cheapest(Capacity need, int partitions) {
        Comparator<BrokerType> byPrice = Comparator.comparingDouble(
                type -> brokers(type, need, partitions) * type.price().usd());
        Comparator<BrokerType> byCount = Comparator.comparingInt(type -> brokers(type, need, partitions));
        List<BrokerType> kraft = Stream.of(BrokerType.values())
                .filter(BrokerType::worksWithKraft)
                .toList();
        return kraft.stream()
                .filter(type -> brokers(type, need, partitions) <= BrokerType.MAX_BROKERS)
                .min(byPrice.thenComparing(byCount))
                // Beyond one cluster: the fewest, so that it can be seen by how much.
                .orElseGet(() -> Collections.min(kraft, byCount.thenComparing(byPrice)));
    }

    /** Three, or as many in threes as throughput, partitions or storage ask for. */
    private static int brokers(BrokerType type, Capacity need, int partitions) {
        double byThroughput = need.writtenMegabytesPerSecond() / (type.megabytesPerSecond() * UTILISATION);
        double byReplicas = (double) Capacity.replicas(partitions) / type.maxReplicas();
        double byStorage = gibWithRoom(need) / BrokerType.MAX_STORAGE_GIB;
        // Connections are not asked: every client connects to every broker, so more brokers would not help.
        double atLeast = Math.max(byThroughput, Math.max(byReplicas, byStorage));
        return 3 * Math.max(1, Capacity.ceil(atLeast / 3));
    }

    /** A third empty. */
    private static double gibWithRoom(Capacity need) {
        return need.kafkaGb() * 1e9 / (1 << 30) * 1.5;
    }

    /** In steps of fifty. */
    private static int storageGib(Capacity need, int brokers) {
        return Math.max(50, 50 * Capacity.ceil(gibWithRoom(need) / brokers / 50));
    }
}
