package dev.clickstream.collector.access;

import static java.util.Objects.requireNonNull;

import dev.clickstream.settings.UnreachableException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a secret holds, read again after a minute: what is taken out does not count from then on. Read by whichever request comes
 * first after that minute, since a Lambda sandbox has no time of its own between requests; the others meanwhile go by the old.
 * When it cannot be read, the last that could be stays.
 */
public final class RefreshedSecret<T> implements Supplier<T> {
    private static final Logger LOG = LoggerFactory.getLogger(RefreshedSecret.class);
    private static final Duration FRESH = Duration.ofSeconds(50);

    private final String what;
    private final Supplier<String> secret;
    private final Function<String, T> reading;
    private final LongSupplier nanoTime;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile T value;
    private volatile long readAt;

    /**
     * @param what it holds and where it is, for messages
     * @param secret its text; throws when it cannot be read
     * @param reading of the text; what it throws must not show any of it
     * @throws UnreachableException when the secret cannot be read, or does not hold what it should
     */
    public RefreshedSecret(String what, Supplier<String> secret, Function<String, T> reading, LongSupplier nanoTime) {
        this.what = requireNonNull(what);
        this.secret = requireNonNull(secret);
        this.reading = requireNonNull(reading);
        this.nanoTime = requireNonNull(nanoTime);
        try {
            this.value = read();
        } catch (RuntimeException e) {
            throw new UnreachableException("%s cannot be read: %s".formatted(what, e.getMessage()), e);
        }
        this.readAt = nanoTime.getAsLong();
    }

    @Override
    public T get() {
        if (nanoTime.getAsLong() - readAt >= FRESH.toNanos() && refreshing.tryLock()) {
            try {
                value = read();
            } catch (RuntimeException e) {
                LOG.warn("{} cannot be read again, the last that could be stays: reason={}", what, e.getMessage());
            } finally {
                readAt = nanoTime.getAsLong();
                refreshing.unlock();
            }
        }
        return value;
    }

    private T read() {
        return reading.apply(secret.get());
    }
}
