package dev.clickstream.endtoend.replay;

import dev.clickstream.endtoend.replay.Arrival.ListName;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.recent.Snapshot;
import dev.clickstream.rules.force.RulesCache;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what one window costs: events replayed by their times, each snapshot billed as DynamoDB would. */
public final class CostReplay {
    private static final int PATIENCE_TICKS = 10;

    /** In the order of their times: each list joins when its first event does. */
    private final LinkedHashMap<ListName, Instant> waitingSince = new LinkedHashMap<>();

    private final Map<ListName, Integer> bytesOf = new HashMap<>();
    private long snapshots;
    private long units;
    private int largest;
    private int unpublished;
    private Duration worstDelay = Duration.ZERO;

    private CostReplay() {}

    /**
     * What a window came to.
     *
     * @param events that added an item to a list
     * @param snapshots published, each of them one write
     * @param optimum the fewest writes possible, see {@link GreedyCut}
     * @param units write units of these snapshots, without detail items
     * @param largestItem in bytes
     * @param worstDelay from an event to the snapshot that shows it
     * @param unpublished events that no snapshot showed, each the first of its list's to wait
     */
    public record Cost(
            Duration window,
            long events,
            long snapshots,
            long optimum,
            long units,
            int largestItem,
            Duration worstDelay,
            int unpublished) {
        public double snapshotsPerEvent() {
            return (double) snapshots / events;
        }

        public double optimumPerEvent() {
            return (double) optimum / events;
        }

        public double unitsPerEvent() {
            return (double) units / events;
        }

        /** Whether every event was shown within the window and one tick of the collation's timer. */
        public boolean keptItsWindow() {
            return unpublished == 0 && worstDelay.compareTo(window.plus(TwoTopologies.TICK)) <= 0;
        }
    }

    /**
     * @param arrivals in the order of their times; only those that add an item are sent
     * @param state an empty folder
     */
    public static Cost run(List<Arrival> arrivals, Duration window, TrackingPlan plan, RulesCache rules, Path state) {
        List<Arrival> adding =
                arrivals.stream().filter(arrival -> arrival.list().isPresent()).toList();
        if (adding.isEmpty()) {
            throw new IllegalArgumentException("none of the " + arrivals.size() + " events adds a recent item");
        }
        CostReplay replay = new CostReplay();
        // A second early, so that no event coincides with the drivers' own start.
        Instant start = adding.getFirst().at().minusSeconds(1);
        try (TwoTopologies topologies = new TwoTopologies(plan, rules, window, start, state, replay::published)) {
            replay.send(adding, topologies, window);
        }
        return new Cost(
                window,
                adding.size(),
                replay.snapshots,
                GreedyCut.writes(adding, window),
                replay.units,
                replay.largest,
                replay.worstDelay,
                replay.unpublished);
    }

    private void send(List<Arrival> arrivals, TwoTopologies topologies, Duration window) {
        Deque<Instant> due = new ArrayDeque<>();
        for (Arrival arrival : arrivals) {
            while (!due.isEmpty() && !due.element().isAfter(arrival.at())) {
                publishDue(due.remove(), topologies, window);
            }
            topologies.advanceTo(arrival.at());
            waitingSince.putIfAbsent(arrival.list().orElseThrow(), arrival.at());
            topologies.send(arrival.event());
            if (due.isEmpty() || due.getLast().isBefore(arrival.at().plus(window))) {
                due.add(arrival.at().plus(window));
            }
        }
        while (!due.isEmpty()) {
            publishDue(due.remove(), topologies, window);
        }
    }

    /** Lets the timer run at the time at which groups are due, and again after each tick if it left one open. */
    private void publishDue(Instant due, TwoTopologies topologies, Duration window) {
        topologies.advanceTo(due);
        for (int ticks = 0; ticks < PATIENCE_TICKS && isOverdue(topologies.now(), window); ticks++) {
            topologies.advanceTo(topologies.now().plus(TwoTopologies.TICK));
        }
        while (isOverdue(topologies.now(), window)) {
            waitingSince.pollFirstEntry();
            unpublished++;
        }
    }

    private boolean isOverdue(Instant now, Duration window) {
        return !waitingSince.isEmpty()
                && !waitingSince.firstEntry().getValue().plus(window).isAfter(now);
    }

    private void published(Instant at, Snapshot snapshot) {
        ListName list = new ListName(snapshot.profileId(), snapshot.category());
        int bytes = WriteUnits.bytes(snapshot);
        Integer before = bytesOf.put(list, bytes);
        snapshots++;
        units += WriteUnits.of(before == null ? 0 : before, bytes);
        largest = Math.max(largest, bytes);
        Instant since = waitingSince.remove(list);
        if (since != null) {
            Duration delay = Duration.between(since, at);
            worstDelay = delay.compareTo(worstDelay) > 0 ? delay : worstDelay;
        }
    }
}
