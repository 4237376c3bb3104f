package dev.clickstream.endtoend.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventJson;
import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A broker and the collector in front of it, and a look at what was stored. */
final class CollectorWithBroker implements AutoCloseable {
    static final String WRITE_KEY = "client-key";
    static final String SOURCE = "clients";

    private final LocalPlatform platform;
    private final ChildProgram program;
    private final URI url;

    CollectorWithBroker(Path state, Door door) {
        platform = LocalPlatform.start(Set.of(Service.KAFKA), state.resolve("platform"));
        Map<String, String> environment = new HashMap<>(door.settings());
        environment.put("COLLECTOR_KAFKA_BOOTSTRAP", platform.endpoint("KAFKA_BOOTSTRAP"));
        environment.put("COLLECTOR_WRITE_KEYS", WRITE_KEY + "=" + SOURCE);
        environment.put(
                "COLLECTOR_PII_KEYS_FILE",
                Path.of("../images/collector/pii-keys.json").toAbsolutePath().toString());
        program = ChildProgram.start(
                door.program(), environment, door.arguments(state.resolve("function")), state.resolve("collector.log"));
        url = URI.create(program.awaitReady(Duration.ofSeconds(120)).substring("ready ".length()));
    }

    URI url() {
        return url;
    }

    boolean isAlive() {
        return program.isAlive();
    }

    /** Waits until every message of the run was stored at least once, then holds all that is stored against them. */
    void requireStored(String run, Messages messages, Duration limit) {
        await().atMost(limit)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(events(run).stream()
                                .map(Event::messageId)
                                .distinct()
                                .count())
                        .isGreaterThanOrEqualTo(messages.count()));
        messages.requireExactly(events(run));
    }

    /** On all topics of events, in no order. */
    List<Event> events(String run) {
        List<Event> events = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, platform.endpoint("KAFKA_BOOTSTRAP")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (Topic topic : Topics.events()) {
                for (PartitionInfo partition : consumer.partitionsFor(topic.name())) {
                    partitions.add(new TopicPartition(topic.name(), partition.partition()));
                }
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    Event event = EventJson.read(record.value());
                    if (Messages.isOf(run, event)) {
                        events.add(event);
                    }
                }
            }
        }
        return events;
    }

    @Override
    public void close() {
        program.close();
        platform.close();
    }
}
