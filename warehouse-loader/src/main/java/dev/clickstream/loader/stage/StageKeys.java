package dev.clickstream.loader.stage;

import dev.clickstream.loader.bucket.StoredObject;
import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.plan.LoadPlan;
import dev.clickstream.loader.plan.Slice;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Where things lie in the bucket. A key follows from the plan alone, so that a redo meets what is already there. */
final class StageKeys {
    static final String PLANS = "plan/";

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("'dt='uuuu-MM-dd'/hr='HH").withZone(ZoneOffset.UTC);

    private StageKeys() {}

    static String plan(long seq) {
        return PLANS + "%012d.json".formatted(seq);
    }

    /** The sequence of a plan's key. */
    static long seqOfPlan(String key) {
        return Long.parseLong(key.substring(PLANS.length(), key.length() - ".json".length()));
    }

    static String data(LoadPlan plan, Slice slice, LandingTable table) {
        return "landing/%s/%s/%012d-%03d.parquet"
                .formatted(table.word(), HOUR.format(plan.madeAt()), plan.seq(), slice.number());
    }

    /** What became of a slice: it is done once this is there. */
    static String receipt(LoadPlan plan, Slice slice) {
        return "manifest/%012d/slice-%03d.json".formatted(plan.seq(), slice.number());
    }

    static String manifest(long seq) {
        return "manifest/%012d/load.json".formatted(seq);
    }

    /**
     * In the form that COPY reads.
     *
     * @param copy of the table's, from 0: it has several where its files have several shapes
     */
    static String copyManifest(long seq, LandingTable table, int copy) {
        return "manifest/%012d/%s%s.json".formatted(seq, table.word(), copy == 0 ? "" : "-" + copy);
    }

    /** Where a damaged object is kept before a repair puts the right one in its place. */
    static String setAside(String key, StoredObject damaged) {
        return "quarantine/%s/%s".formatted(damaged.version().replaceAll("[^0-9A-Za-z-]", ""), key);
    }
}
