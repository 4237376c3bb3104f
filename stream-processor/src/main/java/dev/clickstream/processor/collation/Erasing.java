package dev.clickstream.processor.collation;

import static java.util.Objects.requireNonNull;

import dev.clickstream.erasure.ErasureList;
import dev.clickstream.processor.erasure.Sweep;
import dev.clickstream.processor.points.WorkingSet;
import dev.clickstream.recent.Profiles;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.KeyValueStore;

/** Takes out of the stores, after each change of the erasure list, what they hold of those whom it names. */
final class Erasing {
    private static final char SEPARATOR = '\0';

    private final WorkingSet workingSet;
    private final KeyValueStore<String, Published> published;
    private final KeyValueStore<String, Long> lenders;
    private final Sweep points;
    private final Sweep snapshots;
    private final Sweep lent;

    Erasing(
            WorkingSet workingSet,
            KeyValueStore<String, Published> published,
            KeyValueStore<String, Long> lenders,
            Supplier<ErasureList> erased) {
        this.workingSet = requireNonNull(workingSet, "workingSet");
        this.published = requireNonNull(published, "published");
        this.lenders = requireNonNull(lenders, "lenders");
        this.points = new Sweep(erased);
        this.snapshots = new Sweep(erased);
        this.lent = new Sweep(erased);
    }

    /** Looks at the next entries; gives the keys of the snapshots that show something else now, or should not be there. */
    Collection<String> step() {
        Set<String> touched = new LinkedHashSet<>();
        workingSet.sweep(points, (profile, category) -> touched.add(GroupKey.of(profile, category)));
        snapshots.step(published, (key, last, erased) -> {
            if (erased.erasedBefore(Profiles.id(GroupKey.profile(key))) != null) {
                touched.add(key);
            }
        });
        lent.step(lenders, (key, since, erased) -> {
            int end = key.indexOf(SEPARATOR);
            if (erased.erasedBefore(Profiles.id(key.substring(0, end))) != null
                    || erased.erasedBefore(Profiles.id(key.substring(end + 1))) != null) {
                lenders.delete(key);
            }
        });
        return touched;
    }
}
