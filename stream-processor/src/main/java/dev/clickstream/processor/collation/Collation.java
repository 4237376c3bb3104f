package dev.clickstream.processor.collation;

import static java.util.Objects.requireNonNull;

import dev.clickstream.erasure.ErasureList;
import dev.clickstream.processor.activity.Activity;
import dev.clickstream.processor.activity.Interim;
import dev.clickstream.processor.activity.Lent;
import dev.clickstream.processor.activity.Ownership;
import dev.clickstream.processor.activity.Withdrawal;
import dev.clickstream.processor.collation.Published.Fingerprint;
import dev.clickstream.processor.points.CategoryPoints;
import dev.clickstream.processor.points.KeptPoint;
import dev.clickstream.processor.points.WorkingSet;
import dev.clickstream.processor.sync.SyncState;
import dev.clickstream.processor.sync.SyncStates;
import dev.clickstream.recent.Profiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the activity in a category of a profile for a window that starts with its first event, then publishes one snapshot if
 * what is shown has changed. Where groups are cut depends on the clock; what the last snapshot holds does not.
 *
 * <p>What a device did without naming a person stays with the device's profile, whoever owns the device. While somebody does,
 * the device's profile shows nothing and lends all it has to theirs; when the device changes hands, it is withdrawn there and
 * lent elsewhere. All of a device's orders come from its one task, so they reach a person in the order in which they were given.
 */
public final class Collation extends ContextualProcessor<String, Interim, String, Object> {
    /** The child that snapshots are forwarded to. */
    public static final String SNAPSHOTS = "recent-items-publish";
    /** The child that what concerns another profile is forwarded to. */
    public static final String TO_OTHERS = "activity-lend";
    /** The child that states for a person's other devices are forwarded to. */
    public static final String SYNC = "sync-publish";

    /** A device's profile → the profile of the person it belongs to. */
    static final String OWNER_STORE = "owner-store";

    private static final Duration TICK = Duration.ofMillis(100);
    /** A burst of a person's activity is one state: at a device that asks every second, half of one later. */
    private static final Duration SYNC_EVERY = Duration.ofMillis(500);

    private static final Duration FORGET_EVERY = Duration.ofSeconds(10);

    private final CollationSettings settings;
    private final ToIntFunction<String> cap;
    private final Supplier<ErasureList> erased;
    private @Nullable WorkingSet workingSet;
    private @Nullable OpenGroups groups;
    private @Nullable Lenders lenders;
    private @Nullable SyncStates sync;
    private @Nullable KeyValueStore<String, String> owners;
    private @Nullable PublishedSnapshots published;

    /**
     * @param cap how many items of a category are shown at most, 1 to 30; asked when a group closes
     * @param erased who was erased, now; another object after each change
     */
    public Collation(CollationSettings settings, ToIntFunction<String> cap, Supplier<ErasureList> erased) {
        this.erased = requireNonNull(erased, "erased");
        this.cap = requireNonNull(cap, "cap");
        this.settings = requireNonNull(settings, "settings");
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        workingSet = new WorkingSet(context.getStateStore(WorkingSet.STORE), settings.maxPoints());
        groups = new OpenGroups(context.getStateStore(OpenGroups.STORE));
        lenders = new Lenders(context.getStateStore(Lenders.STORE), settings.maxDevices());
        owners = context.getStateStore(OWNER_STORE);
        KeyValueStore<String, Published> publishedStore = context.getStateStore(Published.STORE);
        published = new PublishedSnapshots(publishedStore);
        sync = new SyncStates(
                context.getStateStore(SyncStates.STORE),
                (profile, category) -> requireNonNull(workingSet).ofCategory(profile, category, clock()),
                erased);
        // What was noted for other devices died with the process; what was noted has a group that waits.
        requireNonNull(groups)
                .keys()
                .forEach(key -> requireNonNull(sync).changed(GroupKey.profile(key), GroupKey.category(key)));
        Erasing erasing = new Erasing(workingSet, publishedStore, context.getStateStore(Lenders.STORE), erased);
        context.schedule(
                TICK, PunctuationType.WALL_CLOCK_TIME, now -> erasing.step().forEach(this::showWithoutErased));
        Forgetting forgetting = new Forgetting(workingSet, publishedStore);
        context.schedule(SYNC_EVERY, PunctuationType.WALL_CLOCK_TIME, this::tellOthers);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::closeDue);
        context.schedule(
                FORGET_EVERY,
                PunctuationType.WALL_CLOCK_TIME,
                now -> forgetting.step(Instant.ofEpochMilli(now)).forEach(this::forgetPublished));
    }

    @Override
    public void process(Record<String, Interim> record) {
        String profile = record.key();
        switch (record.value()) {
            case Activity activity -> add(record, activity);
            case Lent lent -> borrow(record, lent);
            case Ownership ownership -> changeHands(record, ownership.profile());
            case Withdrawal withdrawal -> {
                requireNonNull(lenders).remove(profile, withdrawal.device());
                requireNonNull(workingSet)
                        .forget(profile, withdrawal.device())
                        .forEach(category -> touch(profile, category));
            }
        }
    }

    /** Also the group of a device that somebody owns is opened: closing it is what forgets its old points. */
    private void add(Record<String, Interim> record, Activity activity) {
        String profile = record.key();
        if (isErased(profile, activity)) {
            return;
        }
        if (requireNonNull(workingSet).add(profile, WorkingSet.ITSELF, activity)) {
            String owner = owner(profile);
            if (owner != null) {
                send(record, owner, new Lent(profile, activity));
            }
            touch(profile, activity.category());
        }
    }

    /** What may not be lent goes back: the device then stands for itself. */
    private void borrow(Record<String, Interim> record, Lent lent) {
        String profile = record.key();
        if (isErased(profile, lent.activity()) || isErased(lent.device(), lent.activity())) {
            return;
        }
        if (!requireNonNull(lenders).admits(profile, lent.device(), now())) {
            send(record, lent.device(), Ownership.NOBODY);
        } else if (requireNonNull(workingSet).add(profile, lent.device(), lent.activity())) {
            touch(profile, lent.activity().category());
        }
    }

    private void changeHands(Record<String, Interim> record, @Nullable String owner) {
        String device = record.key();
        String before = requireNonNull(owners).get(device);
        if (Objects.equals(before, owner)) {
            return;
        }
        if (before != null) {
            send(record, before, new Withdrawal(device));
        }
        if (owner == null) {
            requireNonNull(owners).delete(device);
        } else {
            requireNonNull(owners).put(device, owner);
        }
        for (Activity activity : requireNonNull(workingSet).own(device)) {
            if (owner != null) {
                send(record, owner, new Lent(device, activity));
            }
            touch(device, activity.category());
        }
    }

    private void send(Record<String, Interim> record, String profile, Interim interim) {
        context().forward(record.withKey(profile).withValue(interim), TO_OTHERS);
    }

    /** A group that is full at once, where a group is one activity, is never opened. */
    private void touch(String profile, String category) {
        String key = GroupKey.of(profile, category);
        requireNonNull(sync).changed(profile, category);
        if (requireNonNull(groups).isFullWithNext(key, settings.maxEvents())) {
            groups.close(key);
            publishIfChanged(key, profile, category);
        } else {
            groups.add(key, now());
        }
    }

    /** An activity of before the erasure of whom it is of, which was on its way meanwhile. */
    private boolean isErased(String profile, Activity activity) {
        return erased.get().names(Profiles.id(profile), activity.point().occurredAt());
    }

    /**
     * What is left of somebody erased is what they did since, as somebody new. Where nothing is, the last snapshot is empty, its
     * item is to be deleted by who erases, and neither stores nor topic keep the name.
     */
    private void showWithoutErased(String key) {
        String profile = GroupKey.profile(key);
        String category = GroupKey.category(key);
        requireNonNull(sync).changed(profile, category);
        requireNonNull(groups).close(key);
        publishIfChanged(key, profile, category);
        boolean isGone = requireNonNull(workingSet)
                .ofCategory(profile, category, clock())
                .isEmpty();
        if (isGone && requireNonNull(published).get(key) != null) {
            forgetPublished(key);
        }
    }

    private void tellOthers(long wallClock) {
        requireNonNull(sync).forgetErased();
        for (SyncState state : requireNonNull(sync).flush(Instant.ofEpochMilli(wallClock))) {
            context().forward(new Record<>(Profiles.ofUser(state.userId()), state, wallClock), SYNC);
        }
    }

    private void closeDue(long wallClock) {
        requireNonNull(groups).due(wallClock, settings).forEach(this::close);
    }

    private void close(String key) {
        requireNonNull(groups).close(key);
        publishIfChanged(key, GroupKey.profile(key), GroupKey.category(key));
    }

    /** Lets the compacted topic forget it too. */
    @SuppressWarnings("NullAway") // a tombstone is a record without a value
    private void forgetPublished(String key) {
        requireNonNull(published).forget(key);
        context()
                .forward(
                        new Record<>(recordKey(GroupKey.profile(key), GroupKey.category(key)), null, now()), SNAPSHOTS);
    }

    private static String recordKey(String profile, String category) {
        return profile + '|' + category;
    }

    private void publishIfChanged(String key, String profile, String category) {
        Instant now = clock();
        CategoryPoints known = requireNonNull(workingSet).ofCategory(profile, category, now);
        List<KeptPoint> shown = owner(profile) == null ? known.shown(cap.applyAsInt(category)) : List.of();
        Published last = requireNonNull(published).get(key);
        Fingerprint fingerprint = Fingerprint.of(shown);
        if (last == null ? shown.isEmpty() : fingerprint.equals(last.fingerprint())) {
            return;
        }
        long sequence = last == null ? 1 : last.sequence() + 1;
        PackedSnapshot snapshot = new PackedSnapshot(profile, category, settings.generation(), sequence, shown, now);
        requireNonNull(published).put(key, Published.of(snapshot, fingerprint));
        context().forward(new Record<>(recordKey(profile, category), snapshot, now.toEpochMilli()), SNAPSHOTS);
    }

    /** Whose a device is; null for nobody's. People belong to nobody. */
    private @Nullable String owner(String profile) {
        return Profiles.isUser(profile) ? null : requireNonNull(owners).get(profile);
    }

    private Instant clock() {
        return Instant.ofEpochMilli(now());
    }

    private long now() {
        return context().currentSystemTimeMs();
    }
}
