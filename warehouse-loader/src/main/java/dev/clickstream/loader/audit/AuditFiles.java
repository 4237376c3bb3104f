package dev.clickstream.loader.audit;

import dev.clickstream.loader.bucket.StageBucket;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Audits as they are kept: one for each day, and one for each time that gaps were found. */
public final class AuditFiles {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HHmmss").withZone(ZoneOffset.UTC);

    private final StageBucket bucket;

    public AuditFiles(StageBucket bucket) {
        this.bucket = bucket;
    }

    public boolean hasDay(LocalDate day) {
        return bucket.describe(day(day)).isPresent();
    }

    /** Keeps a whole day's audit, unless there is one. */
    public String keepDay(LocalDate day, AuditReport report) {
        return keep(day(day), report);
    }

    /** Keeps an audit beside the others of its day. */
    public String keep(AuditReport report) {
        LocalDate day = LocalDate.ofInstant(report.at(), ZoneOffset.UTC);
        return keep("audit/dt=%s/%s.json".formatted(day, TIME.format(report.at())), report);
    }

    private String keep(String key, AuditReport report) {
        bucket.putIfAbsent(key, report.json().getBytes(StandardCharsets.UTF_8));
        return bucket.url(key);
    }

    private static String day(LocalDate day) {
        return "audit/dt=%s/day.json".formatted(day);
    }
}
