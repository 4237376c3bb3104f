package dev.clickstream.loader;

import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.stage.LoadManifest;
import java.time.Duration;
import java.util.Locale;

/**
 * What a cycle did, as one line of JSON on standard output: on AWS, metric filters make alarms and graphs of it.
 *
 * @param seq of the load; 0 when nothing was loaded
 * @param accepted rows loaded into {@code landing.events}; the next three likewise
 * @param bytes of the files that were staged and loaded
 * @param staging how long it took to bring them to the bucket
 * @param cycle how long all of it took
 * @param lag offsets that wait now
 * @param freshness all that was in Kafka so long ago is in the warehouse
 */
record CycleReport(
        long seq,
        long accepted,
        long rejected,
        long deadLetters,
        long late,
        long bytes,
        Duration staging,
        Duration cycle,
        long lag,
        Duration freshness) {
    static CycleReport idle(Duration freshness) {
        return new CycleReport(0, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, 0, freshness);
    }

    static CycleReport of(LoadManifest loaded, Duration staging, Duration cycle, long lag, Duration freshness) {
        return new CycleReport(
                loaded.seq(),
                rows(loaded, LandingTable.EVENTS),
                rows(loaded, LandingTable.REJECTED),
                rows(loaded, LandingTable.DEAD_LETTERS),
                rows(loaded, LandingTable.LATE),
                loaded.bytes(),
                staging,
                cycle,
                lag,
                freshness);
    }

    private static long rows(LoadManifest loaded, LandingTable table) {
        return loaded.files().stream()
                .filter(file -> file.table() == table)
                .mapToLong(file -> file.rows())
                .sum();
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"metric\":\"load\",\"seq\":%d,\"accepted\":%d,\"rejected\":%d,\"deadLetters\":%d,\"late\":%d,\"bytes\":%d,\"stagingSeconds\":%.1f,\"cycleSeconds\":%.1f,\"lag\":%d,\"freshnessSeconds\":%.1f}",
                seq,
                accepted,
                rejected,
                deadLetters,
                late,
                bytes,
                staging.toMillis() / 1000.0,
                cycle.toMillis() / 1000.0,
                lag,
                freshness.toMillis() / 1000.0);
    }
}
