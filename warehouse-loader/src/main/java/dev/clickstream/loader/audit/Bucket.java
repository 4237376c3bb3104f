package dev.clickstream.loader.audit;

import dev.clickstream.event.Topics;
import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.stage.LoadManifest;
import dev.clickstream.loader.stage.LoadedRange;
import dev.clickstream.loader.stage.StagedFile;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was loaded in five minutes, as the manifests say. Every offset of a main topic is one of five: landed, apart, without
 * a record, deleted, erased.
 *
 * @param start of the five minutes, by when the loads were committed
 * @param offsets of the main topics that the loads took: what was accepted
 * @param landed of them in {@code landing.events}
 * @param apart of them in {@code landing.dead_letters}, since they are no events
 * @param withoutRecord of them that hold none: what a transaction leaves
 * @param deleted of them that Kafka had deleted before
 * @param erased of them that were taken out of the files, since they are of people who were erased
 * @param rejected rows in {@code landing.rejected}: never on a main topic
 * @param others rows of all other topics
 * @param checksum over the manifests' own
 */
public record Bucket(
        Instant start,
        int loads,
        long offsets,
        long landed,
        long apart,
        long withoutRecord,
        long deleted,
        long erased,
        long rejected,
        long others,
        long bytes,
        String checksum) {
    private static final Set<String> MAIN =
            Topics.events().stream().map(topic -> topic.name()).collect(Collectors.toCollection(HashSet::new));

    static Bucket at(Instant start) {
        return new Bucket(start, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "");
    }

    /** Whether what was accepted is landed, apart, erased, or known to hold nothing. */
    public boolean balances() {
        return offsets == landed + apart + withoutRecord + deleted + erased;
    }

    Bucket with(LoadManifest manifest, String newChecksum) {
        long span = 0;
        long rows = 0;
        long gone = 0;
        long ofErased = 0;
        for (LoadedRange range : manifest.ranges()) {
            if (MAIN.contains(range.topic())) {
                span += range.end() - range.start();
                rows += range.rows();
                gone += range.deleted();
                ofErased += range.erased();
            }
        }
        long events = rows(manifest, LandingTable.EVENTS);
        long refused = rows(manifest, LandingTable.REJECTED);
        return new Bucket(
                start,
                loads + 1,
                offsets + span,
                landed + events,
                apart + rows - events,
                withoutRecord + span - rows - gone - ofErased,
                deleted + gone,
                erased + ofErased,
                rejected + refused,
                others + manifest.rows() - rows - refused,
                bytes + manifest.bytes(),
                newChecksum);
    }

    private static long rows(LoadManifest manifest, LandingTable table) {
        return manifest.files().stream()
                .filter(file -> file.table() == table)
                .mapToLong(StagedFile::rows)
                .sum();
    }
}
