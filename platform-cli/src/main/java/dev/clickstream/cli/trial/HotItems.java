package dev.clickstream.cli.trial;

import dev.clickstream.event.Event;
import dev.clickstream.recent.Point;
import dev.clickstream.recent.Profiles;
import dev.clickstream.recent.RecentItems;
import dev.clickstream.rules.activity.FoldedItem;
import dev.clickstream.rules.activity.PlannedActivity;
import dev.clickstream.rules.force.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The hot items that events make under one set of rules: what the stream processor would show had it seen these events only.
 * A device belongs to the last person it was seen with.
 */
final class HotItems {
    /** One item of one list. */
    record HotItem(String profile, String category, String item) implements Comparable<HotItem> {
        @Override
        public int compareTo(HotItem other) {
            return toString().compareTo(other.toString());
        }
    }

    private record Place(String owner, String category, String item) {}

    private final Rules rules;
    private final Map<Place, Point> latest = new HashMap<>();
    private final Map<Place, FoldedItem> folded = new HashMap<>();
    private final Map<String, String> people = new HashMap<>();
    private long published;

    HotItems(Rules rules) {
        this.rules = rules;
    }

    /** @param activities of the event, with the rules applied */
    void add(Event event, List<PlannedActivity> activities) {
        link(event);
        String owner = event.userId() != null ? Profiles.ofUser(event.userId()) : Profiles.ofDevice(event.key());
        for (PlannedActivity activity : activities) {
            Point point = activity.point();
            Place place = new Place(owner, activity.category(), point.itemId());
            for (Point one : unfolded(place, point)) {
                published++;
                latest.merge(place, one, Point::newer);
            }
        }
    }

    private void link(Event event) {
        String device = event.anonymousId();
        String person = event.userId();
        if (device != null && person != null && !rules.blocks(device) && !rules.blocks(person)) {
            people.put(Profiles.ofDevice(device), Profiles.ofUser(person));
        }
    }

    private List<Point> unfolded(Place place, Point point) {
        Optional<Duration> window = rules.foldWindow(place.category());
        if (window.isEmpty()) {
            return List.of(point);
        }
        FoldedItem.Step step = FoldedItem.step(folded.get(place), point, window.get());
        folded.put(place, step.item());
        return step.published();
    }

    /** How many activities would be published. */
    long published() {
        return published;
    }

    /** What the lists hold at the moment. */
    SortedSet<HotItem> shown(Instant now) {
        Map<Place, List<Point>> lists = new HashMap<>();
        latest.forEach((place, point) -> {
            String profile = people.getOrDefault(place.owner(), place.owner());
            lists.computeIfAbsent(new Place(profile, place.category(), ""), list -> new ArrayList<>())
                    .add(named(point, place.item()));
        });
        SortedSet<HotItem> shown = new TreeSet<>();
        lists.forEach((list, points) -> RecentItems.of(points, now, rules.cap(list.category()))
                .points()
                .forEach(point -> shown.add(new HotItem(list.owner(), list.category(), point.itemId()))));
        return shown;
    }

    private static Point named(Point point, String item) {
        return new Point(item, point.device(), point.occurredAt(), point.messageId(), point.removed(), Map.of());
    }
}
