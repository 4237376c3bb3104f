package dev.clickstream.collector.publish;

import java.util.List;

class InMemoryEventPublisherTest extends EventPublisherContract {
    private final InMemoryEventPublisher publisher = new InMemoryEventPublisher();

    @Override
    EventPublisher publisher() {
        return publisher;
    }

    @Override
    List<OutgoingRecord> stored(String topic, String keyPrefix) {
        return publisher.records(topic).stream()
                .filter(record -> record.key() != null && record.key().startsWith(keyPrefix))
                .toList();
    }
}
