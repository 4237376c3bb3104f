package dev.clickstream.rules.force;

import static java.util.Objects.requireNonNull;

import dev.clickstream.rules.RuleVersion;
import dev.clickstream.rules.RulesSource;
import dev.clickstream.rules.json.RuleJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules as this program sees them: the last good snapshot of its sources. The first source that answers is taken. One that
 * holds no rule at all counts as away, as a flushed cache does: a deleted rule stays in its source, marked as such. While all
 * are away the snapshot acts on, so that their failure changes nothing but freshness, which {@link #age()} tells.
 *
 * <p>The snapshot is not kept over a restart. A program that starts while all sources are away starts with no rules, and has
 * them as soon as one of them answers.
 */
public final class RulesCache implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RulesCache.class);

    private final List<RulesSource> sources;
    private final InstantSource clock;
    private final RuleCounts counts = new RuleCounts();
    private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("rules-refresh").factory());
    private volatile Rules current = Rules.NONE;
    private volatile Instant confirmedAt;
    private Map<String, String> read = Map.of();
    private boolean away;

    /** @param sources the preferred one first */
    public RulesCache(List<RulesSource> sources, InstantSource clock) {
        this.sources = List.copyOf(sources);
        this.clock = requireNonNull(clock, "clock");
        this.confirmedAt = clock.instant();
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("rules need at least one source");
        }
    }

    /** Fetches once now and then again after every interval. */
    public void start(Duration interval) {
        refresh();
        long millis = interval.toMillis();
        ScheduledFuture<?> unused =
                refresher.scheduleWithFixedDelay(this::refresh, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Fetches soon, on the cache's own thread: somebody said that something changed. */
    public void refreshSoon() {
        try {
            refresher.execute(this::refresh);
        } catch (RejectedExecutionException e) {
            LOG.debug("rules are not fetched any more: the cache is closed");
        }
    }

    /** The snapshot in force. */
    public Rules current() {
        return current;
    }

    /** Since when no source has confirmed the snapshot; since the start if none ever answered. */
    public Duration age() {
        return Duration.between(confirmedAt, clock.instant());
    }

    /** What the rules of this program matched since it started. */
    public RuleCounts counts() {
        return counts;
    }

    /** Fetches now. */
    public synchronized void refresh() {
        List<String> failures = new ArrayList<>();
        for (RulesSource source : sources) {
            try {
                Map<String, String> fetched = source.fetch();
                if (!fetched.isEmpty()) {
                    accept(fetched);
                    confirmedAt = clock.instant();
                    away = false;
                    return;
                }
                failures.add(source.getClass().getSimpleName() + " holds no rules");
            } catch (RuntimeException e) {
                failures.add(source.getClass().getSimpleName() + ": " + e.getMessage());
            }
        }
        if (!away) {
            LOG.warn("rules cannot be fetched, the last snapshot acts on: {}", String.join("; ", failures));
        }
        away = true;
    }

    private void accept(Map<String, String> fetched) {
        if (fetched.equals(read)) {
            return;
        }
        current = read(fetched, counts);
        read = Map.copyOf(fetched);
        LOG.info("rules in force: count={} checksum={}", current.versions().size(), current.checksum());
    }

    /** A rule that cannot be read is left out and logged; the others act. */
    public static Rules read(Map<String, String> byId, RuleCounts counts) {
        List<RuleVersion> versions = new ArrayList<>();
        byId.forEach((id, json) -> {
            try {
                versions.add(RuleJson.readVersion(json));
            } catch (IllegalArgumentException e) {
                LOG.warn("rule {} is left out: {}", id, e.getMessage());
            }
        });
        return new Rules(versions, checksum(byId), counts);
    }

    private static String checksum(Map<String, String> byId) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(byId).values().forEach(json -> digest.update(json.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    @Override
    public void close() {
        refresher.shutdownNow();
    }
}
