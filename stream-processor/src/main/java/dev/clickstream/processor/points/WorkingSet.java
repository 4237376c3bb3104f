package dev.clickstream.processor.points;

import static java.util.Objects.requireNonNull;

import dev.clickstream.processor.activity.Activity;
import dev.clickstream.processor.erasure.Sweep;
import dev.clickstream.recent.Profiles;
import dev.clickstream.recent.RecentItems;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of each profile: per category, lending device and item the latest point, removals included, of the last 90
 * days. One store entry per point, so that an event costs one small write however much the profile holds; categories that are
 * busy stand in memory as well, so that it costs no read. Whoever makes it anew, as after a fault, begins with what the store
 * holds.
 */
public final class WorkingSet {
    public static final String STORE = "working-set-store";
    /** The lender of what the profile did itself. */
    public static final String ITSELF = "";

    private static final Logger LOG = LoggerFactory.getLogger(WorkingSet.class);
    /** Cannot occur within an id: the collector strips it from all text. */
    private static final char SEPARATOR = '\0';

    private static final StringSerializer PREFIXES = new StringSerializer();

    private final KeyValueStore<String, byte[]> store;
    private final int limitPerCategory;
    private final BusyCategories busy = new BusyCategories();

    /** @param limitPerCategory how many points of a category are kept */
    public WorkingSet(KeyValueStore<String, byte[]> store, int limitPerCategory) {
        this.store = requireNonNull(store, "store");
        this.limitPerCategory = limitPerCategory;
    }

    /** Not cached by Kafka Streams: what is read again is kept here in a form that need not be decoded. */
    public static StoreBuilder<KeyValueStore<String, byte[]>> storeBuilder() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray());
    }

    /**
     * Keeps the activity unless a newer one of the same item is known.
     *
     * @param lender the profile of the device that lends it, or {@link #ITSELF}
     * @return whether it was kept
     */
    public boolean add(String profile, String lender, Activity activity) {
        String prefix = prefix(profile, activity.category());
        KeptPoint point = KeptPoint.of(lender, activity.point());
        CategoryPoints known = known(prefix);
        int before = known.size();
        if (!known.add(point)) {
            return false;
        }
        busy.grew(known.size() - before);
        store.put(prefix + lender + SEPARATOR + activity.point().itemId(), point.stored());
        return true;
    }

    /** The points of one category; expired ones, and the oldest beyond the limit, are forgotten on the way. */
    public CategoryPoints ofCategory(String profile, String category, Instant now) {
        String prefix = prefix(profile, category);
        CategoryPoints known = known(prefix);
        List<KeptPoint> trimmed = known.trim(now, limitPerCategory);
        if (!trimmed.isEmpty()) {
            busy.grew(-trimmed.size());
            trimmed.forEach(point -> store.delete(prefix + point.lender() + SEPARATOR + point.itemId()));
            LOG.debug("forgot what is too old or beyond the limit: category={} points={}", category, trimmed.size());
        }
        return known;
    }

    /** All that the profile did itself. */
    public List<Activity> own(String profile) {
        return scan(profile + SEPARATOR).stream()
                .filter(entry -> lender(entry.key).equals(ITSELF))
                .map(entry -> new Activity(
                        category(entry.key), KeptPoint.read(ITSELF, entry.value).point()))
                .toList();
    }

    /** Forgets what a device lent, and tells the categories that held some of it. */
    public Set<String> forget(String profile, String lender) {
        Set<String> categories = new TreeSet<>();
        for (KeyValue<String, byte[]> entry : scan(profile + SEPARATOR)) {
            if (lender(entry.key).equals(lender)) {
                delete(entry.key);
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
    public @Nullable String forgetExpired(@Nullable String from, int most, Instant now) {
        List<String> expired = new ArrayList<>();
        String next = null;
        try (KeyValueIterator<String, byte[]> entries = store.range(from, null)) {
            for (int seen = 0; entries.hasNext(); seen++) {
                KeyValue<String, byte[]> entry = entries.next();
                if (seen == most) {
                    next = entry.key;
                    break;
                }
                long occurredAt = KeptPoint.read(ITSELF, entry.value).occurredAt();
                if (RecentItems.isExpired(Instant.ofEpochMilli(occurredAt), now)) {
                    expired.add(entry.key);
                }
            }
        }
        expired.forEach(this::delete);
        return next;
    }

    /** Forgets points of before the erasure of whom they are of, or who lends them; tells the profiles and categories. */
    public void sweep(Sweep sweep, BiConsumer<String, String> touched) {
        sweep.step(store, (key, value, erased) -> {
            Instant occurredAt =
                    Instant.ofEpochMilli(KeptPoint.read(ITSELF, value).occurredAt());
            String lender = lender(key);
            if (erased.names(Profiles.id(profile(key)), occurredAt)
                    || (!lender.equals(ITSELF) && erased.names(Profiles.id(lender), occurredAt))) {
                delete(key);
                touched.accept(profile(key), category(key));
            }
        });
    }

    /** Behind the back of what stands in memory, which is read again when it is asked for. */
    private void delete(String key) {
        store.delete(key);
        busy.forget(prefix(profile(key), category(key)));
    }

    private CategoryPoints known(String prefix) {
        CategoryPoints known = busy.get(prefix);
        if (known == null) {
            List<KeptPoint> points = new ArrayList<>();
            for (KeyValue<String, byte[]> entry : scan(prefix)) {
                points.add(KeptPoint.read(lender(entry.key), entry.value));
            }
            known = new CategoryPoints(points);
            busy.put(prefix, known);
        }
        return known;
    }

    private List<KeyValue<String, byte[]>> scan(String prefix) {
        List<KeyValue<String, byte[]>> entries = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> found = store.prefixScan(prefix, PREFIXES)) {
            found.forEachRemaining(entries::add);
        }
        return entries;
    }

    private static String prefix(String profile, String category) {
        return profile + SEPARATOR + category + SEPARATOR;
    }

    private static String profile(String key) {
        return key.substring(0, key.indexOf(SEPARATOR));
    }

    private static String category(String key) {
        int from = key.indexOf(SEPARATOR) + 1;
        return key.substring(from, key.indexOf(SEPARATOR, from));
    }

    private static String lender(String key) {
        int from = key.indexOf(SEPARATOR, key.indexOf(SEPARATOR) + 1) + 1;
        int to = key.indexOf(SEPARATOR, from);
        return to == from ? ITSELF : key.substring(from, to);
    }
}
