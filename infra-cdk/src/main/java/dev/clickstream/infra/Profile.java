package dev.clickstream.infra;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How large a platform is, and how well it is guarded against loss. Everything that differs between two deployments of the
 * same software is here; what is the same for all (encryption, least privilege, no public address) is in the constructs.
 *
 * @param name as given to {@code --profile}
 * @param eventsPerSecond the accepted events per second, averaged over the busiest minute, that it is sized for
 * @param zones availability zones in use
 * @param keepsData whether data stores survive the deletion of their stack, and refuse to be deleted by mistake
 */
public record Profile(
        String name,
        int eventsPerSecond,
        int zones,
        boolean keepsData,
        Kafka kafka,
        Collector collector,
        Streams workflows,
        Streams groups,
        Streams sink,
        Loader loader,
        Warehouse warehouse,
        Cache cache,
        Logs logs,
        int monthlyBudgetUsd) {

    /**
     * MSK, provisioned.
     *
     * @param instanceType a standard broker type, e.g. {@code kafka.m7g.large}
     * @param brokers in all zones together, a multiple of the zones
     * @param storageGib of each broker, at the start
     * @param partitions of a main topic
     */
    public record Kafka(String instanceType, int brokers, int storageGib, int partitions) {}

    /**
     * The Lambda function behind the API.
     *
     * @param reservedConcurrency the most instances at once: what Kafka's connections and the account can bear
     * @param requestsPerSecond the API's steady limit
     * @param burst the API's burst limit, in requests
     */
    public record Collector(int memoryMib, int reservedConcurrency, int requestsPerSecond, int burst) {}

    /**
     * A stream service on Fargate.
     *
     * @param cpu units of 1/1024 virtual CPU
     * @param standbys copies of the state kept on other tasks
     */
    public record Streams(int cpu, int memoryMib, int minTasks, int maxTasks, int standbys) {}

    /** The loader on Fargate. @param cycleSeconds between two loads; each wakes the warehouse */
    public record Loader(int cpu, int memoryMib, int tasks, int cycleSeconds) {}

    /** Redshift Serverless. @param baseRpu processing units it wakes with; @param maxRpuHoursPerDay usage limit */
    public record Warehouse(int baseRpu, int maxRpuHoursPerDay) {}

    /** ElastiCache Serverless. */
    public record Cache(int maxStorageGib, int maxEcpuPerSecond) {}

    /** @param retentionDays of every log group */
    public record Logs(int retentionDays) {}

    /** For a person who tries it out. */
    public static final Profile DEV = new Profile(
            "dev",
            10,
            3,
            false,
            new Kafka("kafka.m7g.large", 3, 20, 12),
            new Collector(1024, 10, 100, 200),
            new Streams(512, 2048, 1, 2, 0),
            new Streams(512, 2048, 1, 2, 0),
            new Streams(256, 1024, 1, 2, 0),
            new Loader(512, 2048, 1, 300),
            new Warehouse(8, 24),
            new Cache(1, 1_000),
            new Logs(30),
            1_200);

    public static final Profile SMALL = new Profile(
            "small",
            100,
            3,
            true,
            new Kafka("kafka.m7g.large", 3, 200, 12),
            new Collector(1024, 40, 1_000, 2_000),
            new Streams(1024, 4096, 2, 6, 1),
            new Streams(1024, 4096, 2, 6, 1),
            new Streams(512, 2048, 2, 4, 0),
            new Loader(1024, 4096, 1, 120),
            new Warehouse(8, 96),
            new Cache(5, 5_000),
            new Logs(90),
            5_000);

    public static final Profile PRODUCTION = new Profile(
            "production",
            1_000,
            3,
            true,
            new Kafka("kafka.m7g.xlarge", 3, 1_000, 12),
            new Collector(2048, 200, 5_000, 10_000),
            new Streams(2048, 8192, 3, 12, 1),
            new Streams(2048, 8192, 3, 12, 1),
            new Streams(1024, 4096, 2, 12, 0),
            new Loader(2048, 8192, 2, 60),
            new Warehouse(32, 768),
            new Cache(10, 20_000),
            new Logs(365),
            25_000);

    private static final List<Profile> ALL = List.of(DEV, SMALL, PRODUCTION);

    public static List<Profile> all() {
        return ALL;
    }

    /** @throws IllegalArgumentException naming the profiles there are */
    public static Profile named(String name) {
        return ALL.stream()
                .filter(profile -> profile.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no profile '%s'; there are %s"
                        .formatted(name, ALL.stream().map(Profile::name).collect(Collectors.joining(", ")))));
    }
}
