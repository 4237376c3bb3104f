package dev.clickstream.infra.cost.capacity;

import static dev.clickstream.infra.cost.capacity.Assumptions.*;
import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Topics;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Something that ends growth: a quota, a size, or how a program is made.
 *
 * @param most that there can be
 * @param need of it at a workload
 * @param kind who can raise it
 * @param change what to do when it is near
 */
public record Limit(String what, double most, String unit, Kind kind, ToDoubleFunction<Capacity> need, String change) {

    /** Who can raise a limit. */
    public enum Kind {
        /** A default of AWS that a request raises. */
        QUOTA("raised on request"),
        /** A property of the service, or of the size chosen. */
        FIXED("fixed"),
        /** How the platform is made today. */
        OURS("ours");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    private static final int DELIVERY_SECONDS = 8;
    private static final double RESTORE_GB_PER_SECOND = 0.05;
    private static final double RESTORE_MINUTES = 30;

    public Limit {
        requireNonNull(what, "what");
        requireNonNull(need, "need");
    }

    /** At which rate it is reached, when that rate is steady. */
    public double reachedAt() {
        double low = 0.001;
        double high = 1e8;
        for (int step = 0; step < 100; step++) {
            double middle = Math.sqrt(low * high);
            if (need.applyAsDouble(new Capacity(Workload.steady(Math.min(middle, 1e7)))) > most || middle > 1e7) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** All known ones, the first to be reached first. */
    public static List<Limit> all() {
        return List.of(
                        new Limit(
                                "write units of a new DynamoDB table",
                                4_000,
                                "units/s",
                                Kind.FIXED,
                                Capacity::writeUnitsPerSecond,
                                "set warm throughput before the traffic comes; a table grows by itself to twice its last peak"),
                        new Limit(
                                "write units of a DynamoDB table",
                                40_000,
                                "units/s",
                                Kind.QUOTA,
                                Capacity::writeUnitsPerSecond,
                                "ask for more; a longer collation window writes less"),
                        new Limit(
                                "threads that can share the streams' work, 12 partitions",
                                Topics.PARTITIONS,
                                "threads",
                                Kind.OURS,
                                capacity -> capacity.workflowsCpu() + capacity.groupsCpu(),
                                "more partitions: topics v2 and a rebuild, since keys move"),
                        new Limit(
                                "restoring one partition's state in 30 minutes, without a standby",
                                RESTORE_GB_PER_SECOND * 60 * RESTORE_MINUTES,
                                "GB",
                                Kind.OURS,
                                capacity -> capacity.gbPerPartition(Topics.PARTITIONS),
                                "a standby, or more partitions"),
                        new Limit(
                                "disk of a Fargate task for one partition's state",
                                200 * 1.073,
                                "GB",
                                Kind.FIXED,
                                capacity -> capacity.gbPerPartition(Topics.PARTITIONS),
                                "more partitions, or ECS on instances with local disks"),
                        new Limit(
                                "what one loader reads and writes",
                                LOADER_EVENTS * UTILISATION,
                                "events/s",
                                Kind.OURS,
                                capacity -> capacity.loaderShare() * LOADER_EVENTS * UTILISATION,
                                "divide the stage over tasks by partition, keep one load; or Firehose to S3 Tables"),
                        new Limit(
                                "new IAM connections within the delivery timeout of 8 s",
                                100.0 * DELIVERY_SECONDS,
                                "instances",
                                Kind.FIXED,
                                Capacity::concurrency,
                                "the collector as a server on Fargate: few long connections"),
                        new Limit(
                                "Lambda instances of an account",
                                1_000,
                                "instances",
                                Kind.QUOTA,
                                Capacity::concurrency,
                                "ask for more, or the collector on Fargate"),
                        new Limit(
                                "IAM connections of a broker",
                                BrokerType.MAX_CONNECTIONS,
                                "connections",
                                Kind.FIXED,
                                capacity -> Capacity.connectionsPerBroker(capacity.concurrency(), 0),
                                "the collector on Fargate; the number can be raised in the broker's configuration"),
                        new Limit(
                                "requests of API Gateway, an account and region",
                                10_000,
                                "requests/s",
                                Kind.QUOTA,
                                Capacity::requestsPerSecond,
                                "ask for more; larger batches; a load balancer"),
                        new Limit(
                                "base capacity of Redshift Serverless",
                                1_024,
                                "RPU",
                                Kind.FIXED,
                                capacity -> capacity.baseRpu(60),
                                "rarer loads, or provisioned RA3, or gold from the lake"),
                        new Limit(
                                "storage of a standard MSK cluster, 60 brokers",
                                60.0 * BrokerType.MAX_STORAGE_GIB * 1.073 / 1_000,
                                "TB",
                                Kind.FIXED,
                                capacity -> capacity.kafkaGb() / 1_000,
                                "Express brokers, tiered storage, or a cluster per domain"))
                .stream()
                .sorted(Comparator.comparingDouble(Limit::reachedAt))
                .toList();
    }
}
