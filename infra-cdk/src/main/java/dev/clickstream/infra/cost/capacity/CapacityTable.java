package dev.clickstream.infra.cost.capacity;

import static dev.clickstream.infra.cost.capacity.Assumptions.*;

import java.util.List;

/** The capacity model for one workload as rows, with the formulas that {@link Capacity} computes by. */
final class CapacityTable {
    private CapacityTable() {}

    static List<Need> of(Capacity capacity, Workload workload) {
        Deployment sized = Deployment.sizedFor(workload);
        int cycle = sized.cycleSeconds();
        double rate = workload.eventsPerSecond();
        return List.of(
                need(
                        "API requests",
                        "%s events/s / %s events per request".formatted(n(rate), n(EVENTS_PER_REQUEST)),
                        capacity.requestsPerSecond(),
                        "requests/s"),
                need(
                        "Lambda instances at once",
                        "%s requests/s x %s ms x %s for bursts"
                                .formatted(n(capacity.requestsPerSecond()), n(LAMBDA_MILLIS), n(LAMBDA_BURST)),
                        capacity.concurrency(),
                        ""),
                need(
                        "written to Kafka",
                        "%s events/s x %s B".formatted(n(rate), n(WRITTEN_BYTES)),
                        capacity.writtenMegabytesPerSecond(),
                        "MB/s"),
                need(
                        "partitions of a main topic",
                        "max(%s events/s x %s / (%s x %s), %s GB of state / %s GB), in twelves"
                                .formatted(
                                        n(rate),
                                        n(1 + ACTIVITIES_PER_EVENT),
                                        n(STREAM_EVENTS_PER_VCPU),
                                        n(UTILISATION),
                                        n(capacity.stateGb()),
                                        n(STATE_GB_PER_TASK)),
                        capacity.partitions(),
                        ""),
                need(
                        "replicas on the cluster",
                        "3 x (all topics + 5 changelogs + 100 of the brokers' own)",
                        Capacity.replicas(capacity.partitions()),
                        ""),
                need(
                        "brokers " + sized.brokerType().typeName(),
                        "cheapest that take the MB/s at %s, the replicas and the bytes".formatted(n(UTILISATION)),
                        sized.brokers(),
                        ""),
                need(
                        "connections on a broker",
                        "%s Lambda instances + 5 x %s stream tasks"
                                .formatted(n(sized.reservedConcurrency()), n(sized.streamTasks())),
                        Capacity.connectionsPerBroker(sized.reservedConcurrency(), sized.streamTasks()),
                        "of 3,000"),
                need(
                        "all Lambda instances signed in",
                        "%s new connections / %s a second"
                                .formatted(
                                        n(sized.reservedConcurrency()),
                                        n(sized.brokerType().newConnectionsPerSecond())),
                        Capacity.secondsToConnect(sized.reservedConcurrency(), sized.brokerType()),
                        "s"),
                need(
                        "vCPU of workflows",
                        "%s events/s / (%s x %s)".formatted(n(rate), n(STREAM_EVENTS_PER_VCPU), n(UTILISATION)),
                        capacity.workflowsCpu(),
                        "vCPU"),
                need(
                        "vCPU of groups",
                        "%s events/s x %s / (%s x %s)"
                                .formatted(n(rate), n(ACTIVITIES_PER_EVENT), n(STREAM_EVENTS_PER_VCPU), n(UTILISATION)),
                        capacity.groupsCpu(),
                        "vCPU"),
                need(
                        "state of groups, one copy",
                        "%s million profiles x %s B".formatted(n(workload.millionProfiles()), n(STATE_BYTES)),
                        capacity.stateGb(),
                        "GB"),
                need(
                        "DynamoDB writes",
                        "%s events/s x %s units".formatted(n(rate), n(Workload.writeUnitsPerEvent(WINDOW_SECONDS))),
                        capacity.writeUnitsPerSecond(),
                        "units/s"),
                need(
                        "DynamoDB reads",
                        "%s events/s x %s reads x %s units".formatted(n(rate), n(READS_PER_EVENT), n(UNITS_PER_READ)),
                        capacity.readUnitsPerSecond(),
                        "units/s"),
                need(
                        "base capacity of the warehouse",
                        "%s events/s x %s s / (%s x (%s x %s s - %s s)), in eights"
                                .formatted(
                                        n(rate),
                                        n(cycle),
                                        n(WAREHOUSE_ROWS_PER_RPU),
                                        n(UTILISATION),
                                        n(cycle),
                                        n(WAREHOUSE_FIXED_SECONDS)),
                        capacity.baseRpu(cycle),
                        "RPU"),
                need(
                        "warehouse billed",
                        "%s RPU x 24 h x min(1, max(%s s, %s s) / %s s + %s s / %s s of polling)"
                                .formatted(
                                        n(sized.baseRpu()),
                                        n(MINIMUM_WAKE_SECONDS),
                                        n(capacity.workSeconds(cycle, sized.baseRpu())),
                                        n(cycle),
                                        n(MINIMUM_WAKE_SECONDS),
                                        n(RUNNER_POLL_SECONDS)),
                        sized.rpuHoursPerDay(),
                        "RPU-hours/day"));
    }

    private static Need need(String what, String formula, double value, String unit) {
        return new Need(what, formula, value, unit);
    }

    private static String n(double value) {
        return Numbers.plain(value);
    }
}
