package dev.clickstream.collector.access;

import static java.util.Objects.requireNonNull;

import dev.clickstream.settings.UnreachableException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Write keys in a secret, {@code {"key": "source"}}, read again after a minute: a key that is taken out is refused from
 * then on. Read by whichever request comes first after that minute, since a Lambda sandbox has no time of its own between
 * requests; the others meanwhile go by the old keys. When the secret cannot be read, the last keys stay.
 */
public final class SecretWriteKeys implements Supplier<WriteKeys> {
    private static final Logger LOG = LoggerFactory.getLogger(SecretWriteKeys.class);
    private static final Duration FRESH = Duration.ofSeconds(50);
    private static final JsonMapper JSON = new JsonMapper();

    private final String name;
    private final Supplier<String> secret;
    private final LongSupplier nanoTime;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile WriteKeys keys;
    private volatile long readAt;

    /**
     * @param name of the secret, for messages
     * @param secret its text; throws when it cannot be read
     * @throws UnreachableException when the secret cannot be read, or does not hold write keys
     */
    public SecretWriteKeys(String name, Supplier<String> secret, LongSupplier nanoTime) {
        this.name = requireNonNull(name);
        this.secret = requireNonNull(secret);
        this.nanoTime = requireNonNull(nanoTime);
        try {
            this.keys = read();
        } catch (RuntimeException e) {
            throw new UnreachableException(
                    "the write keys in %s cannot be read: %s".formatted(name, e.getMessage()), e);
        }
        this.readAt = nanoTime.getAsLong();
    }

    @Override
    public WriteKeys get() {
        if (nanoTime.getAsLong() - readAt >= FRESH.toNanos() && reading.tryLock()) {
            try {
                keys = read();
            } catch (RuntimeException e) {
                LOG.warn(
                        "the write keys could not be read again, the last ones stay: secret={} reason={}",
                        name,
                        e.getMessage());
            } finally {
                readAt = nanoTime.getAsLong();
                reading.unlock();
            }
        }
        return keys;
    }

    private WriteKeys read() {
        Map<String, String> sources;
        try {
            sources = JSON.readValue(secret.get(), new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (JacksonException e) {
            // Its message would show what the secret holds.
            throw new IllegalArgumentException("it must be a JSON object of write keys and their sources");
        }
        return WriteKeys.of(sources);
    }
}
