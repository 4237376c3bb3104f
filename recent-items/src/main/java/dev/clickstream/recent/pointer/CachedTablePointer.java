package dev.clickstream.recent.pointer;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The pointer as a reader uses it: read again when it is older than 5 seconds, and by one caller only. When it cannot be read
 * the known one holds: a reader of a table that is no longer the live one is better than none.
 */
public final class CachedTablePointer {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final Supplier<CompletableFuture<TablePointer>> source;
    private final Clock clock;
    private @Nullable TablePointer known;
    private Instant freshUntil = Instant.MIN;
    private @Nullable CompletableFuture<TablePointer> reading;

    /** @param source reads the pointer; may complete on any thread */
    public CachedTablePointer(Supplier<CompletableFuture<TablePointer>> source, Clock clock) {
        this.source = requireNonNull(source, "source");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Over a source that waits: its caller waits too. */
    public static CachedTablePointer of(Supplier<TablePointer> source, Clock clock) {
        return new CachedTablePointer(
                () -> {
                    try {
                        return CompletableFuture.completedFuture(source.get());
                    } catch (RuntimeException e) {
                        return CompletableFuture.failedFuture(e);
                    }
                },
                clock);
    }

    /** Fails only when the pointer was never read. */
    public synchronized CompletableFuture<TablePointer> current() {
        TablePointer last = known;
        if (last != null && clock.instant().isBefore(freshUntil)) {
            return CompletableFuture.completedFuture(last);
        }
        CompletableFuture<TablePointer> running = reading;
        if (running == null) {
            // Completed within this call by a source that waits: whence the field is set before and cleared after.
            CompletableFuture<TablePointer> begun = new CompletableFuture<>();
            reading = begun;
            CompletableFuture<Void> unused = source.get().handle((read, failure) -> {
                finish(begun, read, failure);
                return null;
            });
            running = begun;
        }
        return running;
    }

    private void finish(
            CompletableFuture<TablePointer> begun, @Nullable TablePointer read, @Nullable Throwable failure) {
        TablePointer holds;
        synchronized (this) {
            reading = null;
            if (failure == null) {
                known = read;
            }
            holds = known;
            freshUntil = clock.instant().plus(failure == null ? FRESH : TRY_AGAIN);
        }
        if (holds != null) {
            begun.complete(holds);
        } else {
            begun.completeExceptionally(requireNonNull(failure));
        }
    }
}
