package dev.clickstream.infra.cost.capacity;

import static dev.clickstream.infra.cost.capacity.Assumptions.*;

/**
 * The traffic that is asked about.
 *
 * @param eventsPerSecond accepted, averaged over the busiest minute: what everything is sized for
 * @param loadFactor the month's average over that: what is billed by use
 */
public record Workload(double eventsPerSecond, double loadFactor) {
    public Workload {
        if (!(eventsPerSecond > 0) || eventsPerSecond > 10_000_000) {
            throw new IllegalArgumentException(
                    "events per second must be above 0 and at most 10000000, was " + eventsPerSecond);
        }
        if (!(loadFactor > 0) || loadFactor > 1) {
            throw new IllegalArgumentException("the load factor must be above 0 and at most 1, was " + loadFactor);
        }
    }

    /** The same rate in every second of the month: the dearest month there is at that rate. */
    public static Workload steady(double eventsPerSecond) {
        return new Workload(eventsPerSecond, 1);
    }

    public double averageEventsPerSecond() {
        return eventsPerSecond * loadFactor;
    }

    public double millionEventsPerMonth() {
        return averageEventsPerSecond() * SECONDS_PER_MONTH / 1e6;
    }

    public double millionRequestsPerMonth() {
        return millionEventsPerMonth() / EVENTS_PER_REQUEST;
    }

    /** Profiles with a point in the last 90 days, in millions. */
    public double millionProfiles() {
        return averageEventsPerSecond() * 90 * 86_400 / EVENTS_PER_PROFILE / 1e6;
    }

    /** DynamoDB write units of an event: how many groups it makes, and what one of their items takes. */
    public static double writeUnitsPerEvent(double windowSeconds) {
        return groupsPerEvent(windowSeconds) * (1 + DETAIL_SHARE * DETAIL_UNITS);
    }

    /** Snapshots that an event leads to: its activities, divided by how many share a group. */
    public static double groupsPerEvent(double windowSeconds) {
        return ACTIVITIES_PER_EVENT / (COLLATION_AT_ZERO + COLLATION_PER_SECOND * windowSeconds);
    }
}
