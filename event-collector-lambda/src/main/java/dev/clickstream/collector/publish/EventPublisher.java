package dev.clickstream.collector.publish;

import java.util.List;

/** Stores records for good. Safe for any number of threads. */
public interface EventPublisher extends AutoCloseable {
    /** Sends all, then waits for all: only when every record is safe is the outcome {@link Publication.Stored}. */
    Publication publish(List<OutgoingRecord> records);

    /** Whether the broker answers now. */
    boolean isReachable();

    /** Whether records are kept elsewhere while it does not, as far as is known. */
    default boolean storesWithoutBroker() {
        return false;
    }

    @Override
    void close();
}
