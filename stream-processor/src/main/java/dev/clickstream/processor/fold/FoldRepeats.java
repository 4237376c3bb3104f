package dev.clickstream.processor.fold;

import static java.util.Objects.requireNonNull;

import dev.clickstream.erasure.ErasureList;
import dev.clickstream.processor.activity.Activity;
import dev.clickstream.processor.activity.Interim;
import dev.clickstream.processor.erasure.Sweep;
import dev.clickstream.recent.Point;
import dev.clickstream.recent.Profiles;
import dev.clickstream.rules.activity.FoldedItem;
import dev.clickstream.rules.force.RulesCache;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Publishes additions of one item to one category once per window, where a rule asks for it; all else passes. What is known of
 * an item is kept until its window is two days old: nothing of that window is in flight any more.
 */
public final class FoldRepeats extends ContextualProcessor<String, Activity, String, Interim> {
    static final String STORE = "fold-store";
    private static final char SEPARATOR = '\0';
    private static final Duration FORGET_AFTER = Duration.ofDays(2);
    private static final Duration LOOK_EVERY = Duration.ofHours(1);

    private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);

    private final RulesCache rules;
    private final Sweep sweep;
    private @Nullable KeyValueStore<String, FoldedItem> items;

    private FoldRepeats(RulesCache rules, Supplier<ErasureList> erased) {
        this.sweep = new Sweep(erased);
        this.rules = rules;
    }

    /** The store that the folds of all workflows share: one takes away what another added. */
    public static void keepItems(StreamsBuilder builder) {
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Serdes.String(), FoldedItemSerde.serde()));
    }

    /** @param activities keyed by profile */
    public static KStream<String, Interim> fold(
            KStream<String, Activity> activities, RulesCache rules, Supplier<ErasureList> erased, String name) {
        return activities.process(() -> new FoldRepeats(rules, erased), Named.as(name), STORE);
    }

    @Override
    public void init(ProcessorContext<String, Interim> context) {
        super.init(context);
        items = context.getStateStore(STORE);
        context.schedule(SWEEP_EVERY, PunctuationType.WALL_CLOCK_TIME, this::sweep);
        context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::forget);
    }

    @Override
    public void process(Record<String, Activity> record) {
        Activity activity = record.value();
        Optional<Duration> window = rules.current().foldWindow(activity.category());
        if (window.isEmpty()) {
            context().forward(record.withValue(activity));
            return;
        }
        String key = activity.category()
                + SEPARATOR
                + record.key()
                + SEPARATOR
                + activity.point().itemId();
        FoldedItem known = requireNonNull(items).get(key);
        FoldedItem.Step step = FoldedItem.step(known, activity.point(), window.get());
        if (!step.item().equals(known)) {
            requireNonNull(items).put(key, step.item());
        }
        for (Point point : step.published()) {
            context().forward(record.withValue(new Activity(activity.category(), point)));
        }
    }

    /** Whoever comes back as somebody new begins their windows anew. */
    private void sweep(long wallClock) {
        sweep.step(requireNonNull(items), (key, item, erased) -> {
            String profile = key.substring(key.indexOf(SEPARATOR) + 1, key.lastIndexOf(SEPARATOR));
            if (erased.erasedBefore(Profiles.id(profile)) != null) {
                requireNonNull(items).delete(key);
            }
        });
    }

    private void forget(long wallClock) {
        Instant horizon = Instant.ofEpochMilli(wallClock).minus(FORGET_AFTER);
        try (KeyValueIterator<String, FoldedItem> all = requireNonNull(items).all()) {
            all.forEachRemaining(entry -> {
                if (entry.value.window().isBefore(horizon)) {
                    requireNonNull(items).delete(entry.key);
                }
            });
        }
    }
}
