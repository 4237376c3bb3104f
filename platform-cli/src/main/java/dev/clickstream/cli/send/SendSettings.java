package dev.clickstream.cli.send;

import java.time.Duration;

/**
 * How to send.
 *
 * @param eventsPerSecond 0 for as fast as the collector answers
 * @param patience how long one batch is tried again before it counts as unanswered
 */
public record SendSettings(int batchSize, int connections, double eventsPerSecond, Duration patience) {
    public SendSettings {
        if (batchSize < 1 || batchSize > 2500) {
            throw new IllegalArgumentException("the batch must be 1..2500 events, was " + batchSize);
        }
        if (connections < 1 || connections > 64) {
            throw new IllegalArgumentException("the connections must be 1..64, were " + connections);
        }
        if (eventsPerSecond < 0) {
            throw new IllegalArgumentException("the rate must not be negative, was " + eventsPerSecond);
        }
    }

    /** At a low rate batches are small, so that no event waits longer than about a second. */
    int effectiveBatchSize() {
        return eventsPerSecond == 0 ? batchSize : (int) Math.max(1, Math.min(batchSize, eventsPerSecond / connections));
    }
}
