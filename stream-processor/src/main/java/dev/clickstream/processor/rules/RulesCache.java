package dev.clickstream.processor.rules;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventFlag;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules as this process sees them: the last good snapshot of the source. While the source is away the snapshot acts on, so
 * that its failure changes nothing but freshness. A source that suddenly holds no rule at all (a flushed cache) counts as away.
 */
public final class RulesCache implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RulesCache.class);

    private final RulesSource source;
    private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("rules-refresh").factory());
    private volatile Rules current = Rules.NONE;
    private Map<String, String> read = Map.of();
    private boolean away;

    public RulesCache(RulesSource source) {
        this.source = requireNonNull(source, "source");
    }

    /** Fetches once now and then again after every interval. */
    public void start(Duration interval) {
        refresh();
        long millis = interval.toMillis();
        ScheduledFuture<?> unused =
                refresher.scheduleWithFixedDelay(this::refresh, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** The snapshot in force. */
    public Rules current() {
        return current;
    }

    /** Whether the event stays out of the hot store: a rule says so, or a robot sent it. */
    public boolean drops(String key, Event event) {
        return event.has(EventFlag.BOT) || current.drops(event);
    }

    /** Fetches now. Called by one thread at a time. */
    synchronized void refresh() {
        try {
            Map<String, String> fetched = source.fetch();
            if (fetched.isEmpty() && !read.isEmpty()) {
                throw new IllegalStateException("it holds no rules any more");
            }
            if (!fetched.equals(read)) {
                current = RulesReader.read(fetched);
                read = Map.copyOf(fetched);
                LOG.info(
                        "rules in force: {} drop, rates of {} currencies",
                        current.drops().size(),
                        current.rates().size());
            }
            away = false;
        } catch (RuntimeException e) {
            if (!away) {
                LOG.warn("rules cannot be fetched, the last snapshot acts on: {}", e.getMessage());
            }
            away = true;
        }
    }

    @Override
    public void close() {
        refresher.shutdownNow();
    }
}
