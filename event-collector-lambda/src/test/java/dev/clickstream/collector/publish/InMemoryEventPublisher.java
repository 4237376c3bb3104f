package dev.clickstream.collector.publish;

import java.util.ArrayList;
import java.util.List;

/** Keeps records in a list; can be out of order like a broker. */
public final class InMemoryEventPublisher implements EventPublisher {
    private final List<OutgoingRecord> records = new ArrayList<>();
    private boolean up = true;

    @Override
    public synchronized Publication publish(List<OutgoingRecord> outgoing) {
        if (!up) {
            return new Publication.Unavailable("stopped by the test");
        }
        records.addAll(outgoing);
        return new Publication.Stored();
    }

    @Override
    public synchronized boolean isReachable() {
        return up;
    }

    @Override
    public void close() {}

    public synchronized void stop() {
        up = false;
    }

    public synchronized void restart() {
        up = true;
    }

    public synchronized List<OutgoingRecord> records() {
        return List.copyOf(records);
    }

    public synchronized List<OutgoingRecord> records(String topic) {
        return records.stream().filter(record -> record.topic().equals(topic)).toList();
    }
}
