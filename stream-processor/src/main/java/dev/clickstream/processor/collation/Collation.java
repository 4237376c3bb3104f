package dev.clickstream.processor.collation;

import static java.util.Objects.requireNonNull;

import dev.clickstream.processor.activity.Activity;
import dev.clickstream.processor.activity.Interim;
import dev.clickstream.processor.activity.Merge;
import dev.clickstream.recent.Point;
import dev.clickstream.recent.RecentItems;
import dev.clickstream.recent.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the activity of a profile for a window that starts with its first event, then publishes one snapshot per category
 * that changed. Where groups are cut depends on the clock; what the last snapshot holds does not.
 */
public final class Collation extends ContextualProcessor<String, Interim, String, Object> {
    /** The child that snapshots are forwarded to. */
    public static final String SNAPSHOTS = "recent-items-publish";
    /** The child that activity for another profile is forwarded to. */
    public static final String RESENT = "activity-resend";

    static final String SNAPSHOT_STORE = "snapshot-store";
    private static final Duration TICK = Duration.ofMillis(100);

    private final CollationSettings settings;
    private @Nullable WorkingSet workingSet;
    private @Nullable OpenGroups groups;
    private @Nullable KeyValueStore<String, Redirect> redirects;
    private @Nullable KeyValueStore<String, Snapshot> snapshots;

    public Collation(CollationSettings settings) {
        this.settings = requireNonNull(settings, "settings");
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        workingSet = new WorkingSet(context.getStateStore(WorkingSet.STORE), settings.maxPoints());
        groups = new OpenGroups(context.getStateStore(OpenGroups.STORE));
        redirects = context.getStateStore(Redirect.STORE);
        snapshots = context.getStateStore(SNAPSHOT_STORE);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::closeDue);
    }

    @Override
    public void process(Record<String, Interim> record) {
        String profile = record.key();
        switch (record.value()) {
            case Activity activity -> {
                Redirect redirect = requireNonNull(redirects).get(profile);
                if (redirect != null && redirect.until() >= now()) {
                    resend(record, redirect.toProfile(), activity);
                } else {
                    requireNonNull(workingSet).add(profile, activity);
                    touch(profile, activity.category());
                }
            }
            case Merge merge -> merge(record, merge.intoProfile());
        }
    }

    /** Sends all points to the other profile, empties this one, and sends on what is still in flight. */
    private void merge(Record<String, Interim> record, String into) {
        String profile = record.key();
        if (profile.equals(into)) {
            return;
        }
        requireNonNull(redirects).put(profile, new Redirect(into, now() + RecentItems.MAX_AGE.toMillis()));
        for (Activity activity : requireNonNull(workingSet).removeAll(profile)) {
            resend(record, into, activity);
            touch(profile, activity.category());
        }
    }

    private void resend(Record<String, Interim> record, String profile, Activity activity) {
        context().forward(record.withKey(profile).withValue(activity), RESENT);
    }

    private void touch(String profile, String category) {
        OpenGroup group = requireNonNull(groups).add(profile, category, now());
        if (group.events() >= settings.maxEvents()) {
            close(profile);
        }
    }

    private void closeDue(long wallClock) {
        requireNonNull(groups).due(wallClock, settings.window()).forEach(this::close);
    }

    private void close(String profile) {
        for (String category : requireNonNull(groups).close(profile).categories()) {
            publishIfChanged(profile, category);
        }
    }

    private void publishIfChanged(String profile, String category) {
        Instant now = Instant.ofEpochMilli(now());
        String key = profile + '\0' + category;
        Snapshot last = requireNonNull(snapshots).get(key);
        List<Point> points = RecentItems.of(requireNonNull(workingSet).ofCategory(profile, category, now), now)
                .points();
        if (last == null ? points.isEmpty() : points.equals(last.points())) {
            return;
        }
        long sequence = last == null ? 1 : last.sequence() + 1;
        Snapshot snapshot = new Snapshot(profile, category, settings.generation(), sequence, points, now);
        requireNonNull(snapshots).put(key, snapshot);
        context().forward(new Record<>(profile + '|' + category, snapshot, now.toEpochMilli()), SNAPSHOTS);
    }

    private long now() {
        return context().currentSystemTimeMs();
    }
}
