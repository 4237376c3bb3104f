package dev.clickstream.loader.stage;

import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.plan.LoadPlan;
import dev.clickstream.loader.plan.Slice;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Where things lie in the bucket. A key follows from the plan alone, so that a redo meets what is already there. */
final class StageKeys {
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("'dt='uuuu-MM-dd'/hr='HH").withZone(ZoneOffset.UTC);

    private StageKeys() {}

    static String plan(long seq) {
        return "plan/%012d.json".formatted(seq);
    }

    static String data(LoadPlan plan, Slice slice, LandingTable table) {
        return "landing/%s/%s/%012d-%03d.parquet"
                .formatted(table.word(), HOUR.format(plan.madeAt()), plan.seq(), slice.number());
    }

    static String manifest(long seq) {
        return "manifest/%012d/load.json".formatted(seq);
    }

    /** In the form that COPY reads. */
    static String copyManifest(long seq, LandingTable table) {
        return "manifest/%012d/%s.json".formatted(seq, table.word());
    }
}
