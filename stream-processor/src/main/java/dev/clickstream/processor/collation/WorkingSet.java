package dev.clickstream.processor.collation;

import static java.util.Objects.requireNonNull;

import dev.clickstream.processor.activity.Activity;
import dev.clickstream.recent.Point;
import dev.clickstream.recent.RecentItems;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of each profile: per category, lending device and item the latest point, removals included, of the last 90
 * days. One store entry per point, so that an event costs one small write however much the profile holds.
 */
final class WorkingSet {
    static final String STORE = "working-set-store";
    /** The lender of what the profile did itself. */
    static final String ITSELF = "";

    private static final Logger LOG = LoggerFactory.getLogger(WorkingSet.class);
    /** Cannot occur within an id: the collector strips it from all text. */
    private static final char SEPARATOR = '\0';

    private final KeyValueStore<String, Point> points;
    private final int limitPerCategory;

    WorkingSet(KeyValueStore<String, Point> points, int limitPerCategory) {
        this.points = requireNonNull(points, "points");
        this.limitPerCategory = limitPerCategory;
    }

    /**
     * Keeps the activity unless a newer one of the same item is known.
     *
     * @param lender the profile of the device that lends it, or {@link #ITSELF}
     * @return whether it was kept
     */
    boolean add(String profile, String lender, Activity activity) {
        Point point = activity.point();
        String key = prefix(profile, activity.category()) + lender + SEPARATOR + point.itemId();
        Point known = points.get(key);
        if (known != null && Point.newer(known, point) == known) {
            return false;
        }
        points.put(key, point);
        return true;
    }

    /** The points of one category; expired ones, and the oldest beyond the limit, are forgotten on the way. */
    List<Point> ofCategory(String profile, String category, Instant now) {
        List<KeyValue<String, Point>> entries = scan(prefix(profile, category));
        entries.sort((one, other) -> Point.NEWEST_FIRST.compare(one.value, other.value));
        List<Point> kept = new ArrayList<>();
        int overflow = 0;
        for (KeyValue<String, Point> entry : entries) {
            if (RecentItems.isExpired(entry.value.occurredAt(), now)) {
                points.delete(entry.key);
            } else if (kept.size() == limitPerCategory) {
                points.delete(entry.key);
                overflow++;
            } else {
                kept.add(entry.value);
            }
        }
        if (overflow > 0) {
            LOG.info(
                    "forgot the oldest points beyond the limit: category={} limit={} forgotten={}",
                    category,
                    limitPerCategory,
                    overflow);
        }
        return kept;
    }

    /** All that the profile did itself. */
    List<Activity> own(String profile) {
        return scan(profile + SEPARATOR).stream()
                .filter(entry -> lender(entry.key).equals(ITSELF))
                .map(entry -> new Activity(category(entry.key), entry.value))
                .toList();
    }

    /** Forgets what a device lent, and tells the categories that held some of it. */
    Set<String> forget(String profile, String lender) {
        Set<String> categories = new TreeSet<>();
        for (KeyValue<String, Point> entry : scan(profile + SEPARATOR)) {
            if (lender(entry.key).equals(lender)) {
                points.delete(entry.key);
                categories.add(category(entry.key));
            }
        }
        return categories;
    }

    /**
     * Forgets the expired ones among the next entries.
     *
     * @param from key to begin at; null for the first
     * @return key to go on at; null after the last
     */
    @Nullable
    String forgetExpired(@Nullable String from, int most, Instant now) {
        List<String> expired = new ArrayList<>();
        String next = null;
        try (KeyValueIterator<String, Point> entries = points.range(from, null)) {
            for (int seen = 0; entries.hasNext(); seen++) {
                KeyValue<String, Point> entry = entries.next();
                if (seen == most) {
                    next = entry.key;
                    break;
                }
                if (RecentItems.isExpired(entry.value.occurredAt(), now)) {
                    expired.add(entry.key);
                }
            }
        }
        expired.forEach(points::delete);
        return next;
    }

    private List<KeyValue<String, Point>> scan(String prefix) {
        List<KeyValue<String, Point>> entries = new ArrayList<>();
        try (KeyValueIterator<String, Point> found = points.prefixScan(prefix, new StringSerializer())) {
            found.forEachRemaining(entries::add);
        }
        return entries;
    }

    private static String prefix(String profile, String category) {
        return profile + SEPARATOR + category + SEPARATOR;
    }

    private static String category(String key) {
        int from = key.indexOf(SEPARATOR) + 1;
        return key.substring(from, key.indexOf(SEPARATOR, from));
    }

    private static String lender(String key) {
        int from = key.indexOf(SEPARATOR, key.indexOf(SEPARATOR) + 1) + 1;
        return key.substring(from, key.indexOf(SEPARATOR, from));
    }
}
