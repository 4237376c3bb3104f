package dev.clickstream.infra.cost.capacity;

import static dev.clickstream.infra.cost.capacity.Assumptions.*;

import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.infra.construct.kafka.InternalTopics;
import java.util.List;

/**
 * The capacity model: what a workload needs of each part. All of it follows from the events per second of the busiest
 * minute, but for what accumulates (state, profiles, storage), which follows from the average.
 */
public final class Capacity {
    static final int CHANGELOGS = InternalTopics.all().size();
    /** MSK's defaults for consumer offsets and transaction state, fifty each. */
    static final int BROKER_TOPICS = 100;

    static final int REPLICATION = 3;
    private static final int MAIN_RETENTION_DAYS = 7;

    private final Workload workload;
    private final double rate;

    public Capacity(Workload workload) {
        this.workload = workload;
        this.rate = workload.eventsPerSecond();
    }

    public double requestsPerSecond() {
        return rate / EVENTS_PER_REQUEST;
    }

    /** Lambda instances at once, with room for a burst. */
    public int concurrency() {
        return Math.max(5, ceil(requestsPerSecond() * LAMBDA_MILLIS / 1_000 * LAMBDA_BURST));
    }

    public double writtenMegabytesPerSecond() {
        return rate * WRITTEN_BYTES / 1e6;
    }

    /** Partitions of a main topic: so many tasks of one thread can share the work and the state. A multiple of twelve. */
    public int partitions() {
        double byWork = rate * (1 + ACTIVITIES_PER_EVENT) / (STREAM_EVENTS_PER_VCPU * UTILISATION);
        double byState = stateGb() / STATE_GB_PER_TASK;
        return Topics.PARTITIONS * Math.max(1, ceil(Math.max(byWork, byState) / Topics.PARTITIONS));
    }

    /** Replicas on the cluster when the main topics have so many partitions. */
    public static int replicas(int partitions) {
        int topics = Topics.all().stream()
                .mapToInt(Topic::partitions)
                .map(own -> own == Topics.PARTITIONS ? partitions : own)
                .sum();
        return REPLICATION * (topics + CHANGELOGS * partitions + BROKER_TOPICS);
    }

    /** What all brokers hold together, with every replica. */
    public double kafkaGb() {
        double kept = workload.averageEventsPerSecond() * MAIN_BYTES * 86_400 * MAIN_RETENTION_DAYS / 1e9;
        double interim = workload.averageEventsPerSecond() * ACTIVITIES_PER_EVENT * 300 * 86_400 * 2 / 1e9;
        double compacted = stateGb() + hotTableGb();
        return REPLICATION * (kept + interim + compacted);
    }

    public double stateGb() {
        return workload.millionProfiles() * STATE_BYTES / 1_000;
    }

    public double hotTableGb() {
        return workload.millionProfiles() * ITEM_BYTES / 1_000;
    }

    public double workflowsCpu() {
        return rate / (STREAM_EVENTS_PER_VCPU * UTILISATION);
    }

    public double groupsCpu() {
        return rate * ACTIVITIES_PER_EVENT / (STREAM_EVENTS_PER_VCPU * UTILISATION);
    }

    public double sinkCpu() {
        double puts = rate * Workload.groupsPerEvent(WINDOW_SECONDS) * (1 + DETAIL_SHARE);
        return puts / (SINK_WRITES_PER_VCPU * UTILISATION);
    }

    /** How much of what one loader can do is asked of it. */
    public double loaderShare() {
        return rate / (LOADER_EVENTS * UTILISATION);
    }

    public double writeUnitsPerSecond() {
        return rate * Workload.writeUnitsPerEvent(WINDOW_SECONDS);
    }

    public double readUnitsPerSecond() {
        return rate * READS_PER_EVENT * UNITS_PER_READ;
    }

    /** Connections on each broker: a producer of every Lambda instance, and five clients of every stream thread. */
    public static int connectionsPerBroker(int concurrency, int streamTasks) {
        return concurrency + 5 * streamTasks;
    }

    /** The time in which all Lambda instances can sign in, when all are new. */
    public static double secondsToConnect(int concurrency, BrokerType type) {
        return (double) concurrency / type.newConnectionsPerSecond();
    }

    /** What must wait at most when a partition's state is fetched anew, without a standby. */
    public double gbPerPartition(int partitions) {
        return stateGb() / partitions;
    }

    /** Between two loads: rare where there is little, each minute where freshness is promised. */
    public int cycleSeconds() {
        return rate <= 10 ? 300 : rate <= 100 ? 120 : 60;
    }

    /** Least base capacity with which load and dbt are done in the target share of a cycle. A multiple of eight. */
    public int baseRpu(int cycleSeconds) {
        double budget = cycleSeconds * UTILISATION - WAREHOUSE_FIXED_SECONDS;
        return 8 * Math.max(1, ceil(rate * cycleSeconds / (WAREHOUSE_ROWS_PER_RPU * budget) / 8));
    }

    /** How long a load and the dbt run after it take on average. */
    public double workSeconds(int cycleSeconds, int rpu) {
        return WAREHOUSE_FIXED_SECONDS
                + workload.averageEventsPerSecond() * cycleSeconds / (WAREHOUSE_ROWS_PER_RPU * rpu);
    }

    /**
     * The share of the day for which the warehouse is billed: at least a minute for each load, at least a minute for each
     * poll between loads, and never more than all of it.
     *
     * @param pollSeconds between two statements of the runner while nothing is loaded
     */
    public double awakeShare(int cycleSeconds, int rpu, double pollSeconds) {
        double loads = Math.max(MINIMUM_WAKE_SECONDS, workSeconds(cycleSeconds, rpu)) / cycleSeconds;
        double polls = pollSeconds < cycleSeconds ? MINIMUM_WAKE_SECONDS / pollSeconds : 0;
        return Math.min(1, loads + polls);
    }

    public double rpuHoursPerDay(int cycleSeconds, int rpu, double pollSeconds) {
        return rpu * 24 * awakeShare(cycleSeconds, rpu, pollSeconds);
    }

    /** The model as a table, each row with its formula. */
    public List<Need> needs() {
        return CapacityTable.of(this, workload);
    }

    static int ceil(double value) {
        return (int) Math.ceil(value - 1e-9);
    }
}
