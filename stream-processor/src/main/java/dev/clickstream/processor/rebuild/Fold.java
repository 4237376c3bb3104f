package dev.clickstream.processor.rebuild;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Event;
import dev.clickstream.processor.activity.Activity;
import dev.clickstream.processor.identity.DeviceOwner;
import dev.clickstream.processor.identity.IdentitySettings;
import dev.clickstream.processor.identity.Link;
import dev.clickstream.processor.rebuild.history.HistoryException;
import dev.clickstream.processor.rebuild.history.HistoryReader;
import dev.clickstream.recent.Point;
import dev.clickstream.recent.Profiles;
import dev.clickstream.recent.RecentItems;
import dev.clickstream.recent.Snapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All points of all profiles, folded to the latest of each item; order and repetition change nothing. All of it is in memory,
 * estimated as it grows: beyond its budget the fold gives up with a message, before the JVM does without one.
 */
public final class Fold implements HistoryReader {
    /** What a point takes beside its texts, in bytes: record, instant, four text headers, map entry, its share of the maps. */
    private static final long POINT = 360;
    /** Beside its two texts: their headers and the entry of an immutable map. */
    private static final long ATTRIBUTE = 120;

    private static final long LINK = 400;
    private static final int SHOWN_FAULTS = 3;

    private final EventActivities activities;
    private final IdentitySettings identity;
    private final Instant asOf;
    private final Instant oldest;
    private final long budgetBytes;
    private final ProgressLines lines;
    private final Map<String, Map<String, Map<String, Point>>> profiles = new HashMap<>();
    /** By device; worked out from the events themselves, and from what operators and aliases said. */
    private final Map<String, DeviceOwner> owners = new HashMap<>();

    private long bytes;
    private long events;
    private long unreadable;

    /**
     * @param asOf what came after it is not looked at, and the 90 days end with it
     * @param budgetBytes what the points may take
     */
    Fold(EventActivities activities, IdentitySettings identity, Instant asOf, long budgetBytes, ProgressLines lines) {
        this.activities = requireNonNull(activities, "activities");
        this.identity = requireNonNull(identity, "identity");
        this.asOf = requireNonNull(asOf, "asOf");
        this.oldest = asOf.minus(RecentItems.MAX_AGE);
        this.budgetBytes = budgetBytes;
        this.lines = requireNonNull(lines, "lines");
    }

    @Override
    public void event(String topic, Event event) {
        events++;
        if (event.occurredAt().isAfter(asOf)) {
            return;
        }
        identity.shownBy(event).ifPresent(this::link);
        if (event.occurredAt().isBefore(oldest)) {
            return;
        }
        List<Activity> found = activities.of(topic, event);
        if (found.isEmpty()) {
            return;
        }
        Map<String, Map<String, Point>> profile = profiles.computeIfAbsent(profile(event), none -> new HashMap<>());
        for (Activity activity : found) {
            keep(profile.computeIfAbsent(activity.category(), none -> new HashMap<>()), activity.point());
        }
    }

    /** The person an event names, else its device; devices find their people when all links are known. */
    private static String profile(Event event) {
        return event.userId() != null
                ? Profiles.ofUser(event.userId())
                : Profiles.ofDevice(requireNonNull(event.anonymousId()));
    }

    /** Also one that an event showed: the topic has only those by which a device changed hands. */
    @Override
    public void link(Link link) {
        if (link.linkedAt().isAfter(asOf)) {
            return;
        }
        DeviceOwner known = owners.get(link.anonymousId());
        DeviceOwner now = DeviceOwner.of(known, link, identity.mostPeople());
        if (now != known) {
            owners.put(link.anonymousId(), now);
            grow(known == null ? LINK : 0);
        }
    }

    @Override
    public void unreadable(String reason) {
        unreadable++;
        if (unreadable <= SHOWN_FAULTS) {
            lines.note("left out, cannot be read: " + reason);
        }
    }

    @Override
    public void progress(String source, long done, long of) {
        lines.step("reading " + source, done, of);
    }

    private void keep(Map<String, Point> items, Point point) {
        Point known = items.get(point.itemId());
        if (known == null) {
            items.put(point.itemId(), point);
            grow(size(point));
        } else if (Point.newer(known, point) == point) {
            items.put(point.itemId(), point);
            grow(size(point) - size(known));
        }
    }

    private static long size(Point point) {
        long texts = point.itemId().length()
                + point.device().length()
                + point.messageId().length();
        for (Map.Entry<String, String> attribute : point.attributes().entrySet()) {
            texts += ATTRIBUTE + attribute.getValue().length();
        }
        return POINT + texts;
    }

    private void grow(long by) {
        bytes += by;
        if (bytes > budgetBytes) {
            throw new HistoryException(
                    "the points of %,d profiles take more than the %,d MB that this rebuild may use; give it more with --memory, e.g. --memory 4g"
                            .formatted(profiles.size(), budgetBytes >> 20));
        }
    }

    public long events() {
        return events;
    }

    public long unreadable() {
        return unreadable;
    }

    /** Gives the view of every profile and category that shows something; may be called once, it merges as it goes. */
    public void snapshots(long generation, Consumer<Snapshot> each) {
        owners.forEach((device, owner) -> {
            String user = owner.userId(identity.mostPeople());
            if (user != null) {
                mergeInto(Profiles.ofUser(user), Profiles.ofDevice(device));
            }
        });
        profiles.forEach((profile, categories) -> categories.forEach((category, items) -> {
            List<Point> points = RecentItems.of(items.values(), asOf, activities.cap(category))
                    .points();
            if (!points.isEmpty()) {
                each.accept(new Snapshot(profile, category, generation, 0, points, asOf));
            }
        }));
    }

    private void mergeInto(String user, String device) {
        Map<String, Map<String, Point>> own = profiles.remove(device);
        if (own == null) {
            return;
        }
        Map<String, Map<String, Point>> into = profiles.computeIfAbsent(user, none -> new HashMap<>());
        own.forEach((category, items) -> items.values()
                .forEach(point -> into.computeIfAbsent(category, none -> new HashMap<>())
                        .merge(point.itemId(), point, Point::newer)));
    }
}
