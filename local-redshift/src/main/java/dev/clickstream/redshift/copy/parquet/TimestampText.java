package dev.clickstream.redshift.copy.parquet;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;

/** Points in time as PostgreSQL reads them, in UTC. */
final class TimestampText {

    private TimestampText() {}

    static String of(long value, TimeUnit unit) {
        long perSecond = switch (unit) {
            case MILLIS -> 1_000L;
            case MICROS -> 1_000_000L;
            case NANOS -> 1_000_000_000L;
        };
        long seconds = Math.floorDiv(value, perSecond);
        long nanos = Math.floorMod(value, perSecond) * (1_000_000_000L / perSecond);
        String text = LocalDateTime.ofEpochSecond(seconds, (int) nanos, ZoneOffset.UTC)
                .toString();
        return text + "+00";
    }
}
