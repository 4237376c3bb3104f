package dev.clickstream.collector.publish;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Ends waits whose deadline is over, by one look at all of them every so often: a timer for each request takes a tenth of all
 * that a request takes.
 */
final class Deadlines implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Queue<Acknowledgements> waiting = new ConcurrentLinkedQueue<>();
    private final Thread watch = Thread.ofPlatform().daemon().name("deadlines").unstarted(this::run);

    static Deadlines started() {
        Deadlines deadlines = new Deadlines();
        deadlines.watch.start();
        return deadlines;
    }

    void add(Acknowledgements acknowledgements) {
        waiting.add(acknowledgements);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY);
                long now = System.nanoTime();
                waiting.removeIf(one -> one.areDone(now));
            }
        } catch (InterruptedException closed) {
            // Whoever still waits is waiting for a producer that is closing, which answers for its records.
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
