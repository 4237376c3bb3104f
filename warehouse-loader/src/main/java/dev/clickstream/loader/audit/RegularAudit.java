package dev.clickstream.loader.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit that the loader makes by itself: of the last hour every few minutes, and once of each day that is over. Only
 * after a load: a warehouse that is billed while it answers is awake then anyway. It runs beside the loads: a day has
 * thousands of files to ask for.
 */
public final class RegularAudit {
    private static final Logger LOG = LoggerFactory.getLogger(RegularAudit.class);
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Duration BACK = Duration.ofHours(1);
    /** After midnight, until the day before counts as over. */
    private static final Duration SETTLED = Duration.ofMinutes(15);

    private final Audit audit;
    private final AuditFiles files;
    private final Clock clock;
    private final Executor beside;
    private final AtomicBoolean running = new AtomicBoolean();
    private Instant due;

    /**
     * @param audit with a connection of its own to the warehouse
     * @param beside where it runs
     */
    public RegularAudit(Audit audit, AuditFiles files, Clock clock, Executor beside) {
        this.audit = audit;
        this.files = files;
        this.clock = clock;
        this.beside = beside;
        this.due = clock.instant().plus(EVERY);
    }

    /** Audits if it is time, and says so in one line of JSON on standard output. */
    public void afterLoad() {
        Instant now = clock.instant();
        if (now.isBefore(due) || !running.compareAndSet(false, true)) {
            return;
        }
        due = now.plus(EVERY);
        beside.execute(() -> {
            try {
                audit(now);
            } catch (RuntimeException e) {
                LOG.warn("the audit failed; the next one comes after a later load", e);
            } finally {
                running.set(false);
            }
        });
    }

    private void audit(Instant now) {
        tell("last hour", audit.between(now.minus(BACK), now, false));
        LocalDate yesterday =
                LocalDate.ofInstant(now.minus(SETTLED), ZoneOffset.UTC).minusDays(1);
        if (!files.hasDay(yesterday)) {
            AuditReport day = audit.between(midnight(yesterday), midnight(yesterday.plusDays(1)), false);
            LOG.info("audited: day={} kept={}", yesterday, files.keepDay(yesterday, day));
            tell(yesterday.toString(), day);
        }
    }

    private void tell(String what, AuditReport report) {
        System.out.println(String.format(
                Locale.ROOT, "{\"metric\":\"audit\",\"gaps\":%d}", report.gaps().size()));
        if (!report.clean()) {
            report.gaps()
                    .forEach(gap -> LOG.error(
                            "gap: of={} kind={} seq={} what={} cause={}",
                            what,
                            gap.kind(),
                            gap.seq(),
                            gap.what(),
                            gap.kind().cause()));
            LOG.error("gaps: of={} kept={}", what, files.keep(report));
        }
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
