package dev.clickstream.cli.explain;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Event;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.recent.Point;
import dev.clickstream.recent.RecentItems;
import dev.clickstream.rules.activity.PlannedActivities;
import dev.clickstream.rules.activity.PlannedActivity;
import dev.clickstream.rules.force.Rules;
import dev.clickstream.rules.force.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a profile's events say of one item, worked out anew from the events by the plan and the rules of today: the very classes
 * that the stream processor uses. Events that lie twice count once. Fold windows are not applied.
 */
public final class ItemHistory {
    private final PlannedActivities planned;
    private final Rules rules;
    private final String item;
    private final Map<String, List<Point>> points = new HashMap<>();
    private final List<Sighting> sightings = new ArrayList<>();
    private final Set<String> messageIds = new HashSet<>();

    /** @param item its id as it is shown: a search's is its normalised term */
    public ItemHistory(TrackingPlan plan, Rules rules, String item) {
        this.planned = new PlannedActivities(plan);
        this.rules = requireNonNull(rules, "rules");
        this.item = requireNonNull(item, "item");
    }

    /** An event of the profile: one that names it, or one of a device that belongs to it. */
    public void add(Event event) {
        if (!messageIds.add(event.messageId())) {
            return;
        }
        List<PlannedActivity> byPlan = planned.of(event);
        Verdict verdict = rules.verdict(event);
        for (PlannedActivity activity : verdict.isDropped() ? byPlan : verdict.applyTo(byPlan)) {
            Point point = activity.point();
            if (!verdict.isDropped()) {
                points.computeIfAbsent(activity.category(), none -> new ArrayList<>())
                        .add(point);
            }
            if (point.itemId().equals(item)) {
                sightings.add(new Sighting(
                        event.occurredAt(),
                        event.messageId(),
                        event.event(),
                        activity.category(),
                        point.removed(),
                        event.userId() == null ? event.anonymousId() : null,
                        verdict.droppedBy(),
                        verdict.acted()));
            }
        }
    }

    /** What the events said of the item, newest first. */
    public List<Sighting> sightings() {
        return sightings.stream()
                .sorted(Comparator.comparing(Sighting::occurredAt)
                        .thenComparing(Sighting::messageId)
                        .reversed())
                .toList();
    }

    /** Why it is or is not shown, for each category that an event of it concerns. */
    public SortedMap<String, Reason> reasons(Instant now) {
        SortedMap<String, Reason> reasons = new TreeMap<>();
        for (Sighting sighting : sightings) {
            reasons.computeIfAbsent(sighting.category(), category -> reason(category, now));
        }
        return reasons;
    }

    private Reason reason(String category, Instant now) {
        Optional<Sighting> newest = sightings().stream()
                .filter(sighting -> sighting.category().equals(category) && sighting.droppedBy() == null)
                .findFirst();
        if (newest.isEmpty()) {
            return new Reason.Dropped();
        }
        if (newest.get().removed()) {
            return new Reason.Removed(newest.get().event(), newest.get().occurredAt());
        }
        if (RecentItems.isExpired(newest.get().occurredAt(), now)) {
            return new Reason.Expired(newest.get().occurredAt());
        }
        List<Point> live = RecentItems.live(points.getOrDefault(category, List.of()), now);
        int newer = IntStream.range(0, live.size())
                .filter(index -> live.get(index).itemId().equals(item))
                .findFirst()
                .orElseThrow();
        int cap = rules.cap(category);
        return newer < cap ? new Reason.Shown(newer + 1) : new Reason.PushedOut(newer, cap);
    }
}
