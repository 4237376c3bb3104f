package dev.clickstream.loader.faults;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Makes two loaders meet at one load. */
final class Meeting {
    private Meeting() {}

    /** Who holds the lock goes on only when the other one is there too. */
    static Function<String, Fate> holdingCopyUntil(CountDownLatch there, Duration limit) {
        return sql -> sql.startsWith(Point.COPY) ? new Fate.PassAfter(() -> await(there, limit)) : Fate.PASS;
    }

    /** The other one is there when it asks for the lock; if it got it first, it meets nobody and nobody waits for it. */
    static Function<String, Fate> tellingOfLock(CountDownLatch there) {
        return sql -> {
            if (sql.equals(Point.LOCK)) {
                there.countDown();
            }
            return Fate.PASS;
        };
    }

    static void await(CountDownLatch latch, Duration limit) {
        try {
            if (!latch.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody came within " + limit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
