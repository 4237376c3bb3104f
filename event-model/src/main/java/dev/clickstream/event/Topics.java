package dev.clickstream.event;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Every topic of the platform. Main topics and {@link #IDENTITY_LINKS} have the same number of partitions and are keyed
 * alike, so that one task sees a device's events together with its links.
 */
public final class Topics {
    /** Partitions of the main topics, identity-links and the interim topics. */
    public static final int PARTITIONS = 12;

    public static final Topic EVENTS_VIEW = main("view");
    public static final Topic EVENTS_SEARCH = main("search");
    public static final Topic EVENTS_WISHLIST = main("wishlist");
    public static final Topic EVENTS_CART = main("cart");
    public static final Topic EVENTS_BOOKING = main("booking");
    public static final Topic EVENTS_ENGAGEMENT = main("engagement");
    public static final Topic EVENTS_IDENTITY = main("identity");
    public static final Topic EVENTS_UNPLANNED = main("unplanned");

    /** Device to person, keyed by the device. */
    public static final Topic IDENTITY_LINKS = compacted("identity-links", PARTITIONS);
    /** The interim topic: what people did, keyed by profile, so that all of a profile meets in one partition. */
    public static final Topic ACTIVITY = kept("activity", PARTITIONS, Duration.ofDays(2));
    /** Small changes for a person's other devices, keyed by profile. */
    public static final Topic SYNC = kept("sync", PARTITIONS, Duration.ofDays(1));
    /** Snapshots of the newest items, keyed by profile and category: the hot store is a view of this. */
    public static final Topic RECENT_ITEMS = compacted("recent-items", PARTITIONS);
    /** Every version of every business rule. */
    public static final Topic RULES = compacted("rules", 1);
    /** Who was erased, keyed by the hash of an id: {@code dev.clickstream.erasure}. */
    public static final Topic ERASURES = compacted("erasures", 1);
    /** What the collector refused, with its reason and its bytes. */
    public static final Topic REJECTED = kept("rejected", 3, Duration.ofDays(30));
    /** What was accepted but could not be processed. */
    public static final Topic DEAD_LETTERS = kept("dead-letters", 3, Duration.ofDays(30));
    /** Records of the main topics without a key: nobody can tell which device's neighbours they are. */
    public static final Topic KEYLESS = kept("keyless", 3, Duration.ofDays(30));
    /** What came too late for the hot store. */
    public static final Topic LATE = kept("late", 3, Duration.ofDays(30));

    private static final List<Topic> EVENTS = List.of(
            EVENTS_VIEW,
            EVENTS_SEARCH,
            EVENTS_WISHLIST,
            EVENTS_CART,
            EVENTS_BOOKING,
            EVENTS_ENGAGEMENT,
            EVENTS_IDENTITY,
            EVENTS_UNPLANNED);
    private static final List<Topic> OTHERS = List.of(
            IDENTITY_LINKS, ACTIVITY, SYNC, RECENT_ITEMS, RULES, ERASURES, REJECTED, DEAD_LETTERS, KEYLESS, LATE);

    private Topics() {}

    /** The main topics: every accepted event lies on exactly one of them. */
    public static List<Topic> events() {
        return EVENTS;
    }

    public static List<Topic> all() {
        return List.of(EVENTS, OTHERS).stream().flatMap(List::stream).toList();
    }

    private static Topic main(String domain) {
        return kept("events-" + domain, PARTITIONS, Duration.ofDays(7));
    }

    private static Topic kept(String entity, int partitions, Duration retention) {
        return topic(
                entity,
                partitions,
                Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(retention.toMillis())));
    }

    private static Topic compacted(String entity, int partitions) {
        return topic(entity, partitions, Map.of("cleanup.policy", "compact"));
    }

    private static Topic topic(String entity, int partitions, Map<String, String> settings) {
        return new Topic("clickstream." + entity + ".v1", partitions, settings);
    }
}
