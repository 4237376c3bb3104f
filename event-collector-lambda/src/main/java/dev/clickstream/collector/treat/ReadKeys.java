package dev.clickstream.collector.treat;

import static java.util.Objects.requireNonNull;

import dev.clickstream.pii.PiiKeys;
import dev.clickstream.settings.UnreachableException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys from a file or a secret, read again after a minute: a new current key is used from then on. Read by whichever event
 * comes first after that minute, since a Lambda sandbox has no time of its own between requests. When they cannot be
 * read, the last ones stay. While they stay the same, so does the object.
 */
public final class ReadKeys implements Supplier<PiiKeys> {
    private static final Logger LOG = LoggerFactory.getLogger(ReadKeys.class);
    private static final Duration FRESH = Duration.ofSeconds(50);

    private final String name;
    private final Supplier<String> text;
    private final LongSupplier nanoTime;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Read last;

    private record Read(String text, PiiKeys keys, long at) {}

    /**
     * @param name of the file or secret, for messages
     * @param text what it holds; throws when it cannot be read
     * @throws UnreachableException when it cannot be read, or does not hold keys
     */
    public ReadKeys(String name, Supplier<String> text, LongSupplier nanoTime) {
        this.name = requireNonNull(name);
        this.text = requireNonNull(text);
        this.nanoTime = requireNonNull(nanoTime);
        try {
            String held = text.get();
            this.last = new Read(held, PiiKeys.parse(held), nanoTime.getAsLong());
        } catch (RuntimeException e) {
            throw new UnreachableException(
                    "the keys for personal data in %s cannot be read: %s".formatted(name, e.getMessage()), e);
        }
    }

    @Override
    public PiiKeys get() {
        Read before = last;
        if (nanoTime.getAsLong() - before.at() >= FRESH.toNanos() && reading.tryLock()) {
            try {
                last = again(before);
            } finally {
                reading.unlock();
            }
        }
        return last.keys();
    }

    private Read again(Read before) {
        try {
            String held = text.get();
            PiiKeys keys = held.equals(before.text()) ? before.keys() : PiiKeys.parse(held);
            return new Read(held, keys, nanoTime.getAsLong());
        } catch (RuntimeException e) {
            LOG.warn(
                    "the keys for personal data could not be read again, the last ones stay: name={} reason={}",
                    name,
                    e.getMessage());
            return new Read(before.text(), before.keys(), nanoTime.getAsLong());
        }
    }
}
