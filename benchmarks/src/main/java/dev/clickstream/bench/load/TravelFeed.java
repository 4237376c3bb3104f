package dev.clickstream.bench.load;

import dev.clickstream.cli.send.Message;
import dev.clickstream.cli.simulate.Simulator;
import dev.clickstream.event.Domain;
import dev.clickstream.event.EventJson;
import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.plan.PlannedEvent;
import dev.clickstream.plan.TrackingPlan;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The simulated travellers' events of the tracking plan as they lie on the main topics: in the envelope, zstd, keyed by the
 * device. The same seed gives the same events.
 */
final class TravelFeed {
    private static final Instant END = Instant.parse("2026-11-25T00:00:00Z");
    private static final TrackingPlan PLAN = TrackingPlan.load();
    /** From the device to the collector. */
    private static final int ON_THE_WAY_MILLIS = 700;

    private TravelFeed() {}

    /** The topics that the events lie on. */
    static List<String> topics() {
        return Topics.events().stream().map(Topic::name).toList();
    }

    /** Gives back when the broker has all of them. */
    static void send(String bootstrap, long seed, int events) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap, "linger.ms", 20, "batch.size", 1 << 17, "compression.type", "zstd");
        try (KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
                Simulator travellers = new Simulator(seed, events, END, 0)) {
            for (Message message = travellers.next(); message != null; message = travellers.next()) {
                producer.send(record(message));
            }
            producer.flush();
        }
    }

    static ProducerRecord<String, byte[]> record(Message message) {
        ObjectNode sent = message.json();
        String type = sent.path("type").asString();
        String event = sent.path("event").asString(title(type));
        Optional<PlannedEvent> planned = PLAN.find(event);
        ObjectNode envelope = JsonMapper.shared()
                .createObjectNode()
                .put("messageId", sent.path("messageId").asString())
                .put("type", type)
                .put("event", event);
        planned.ifPresent(plan -> envelope.put("schema", plan.schema()));
        for (String id : List.of("userId", "anonymousId", "sessionId")) {
            if (sent.path(id).isString()) {
                envelope.put(id, sent.path(id).asString());
            }
        }
        Instant occurred = Instant.parse(sent.path("timestamp").asString());
        envelope.put("occurredAt", EventJson.time(occurred))
                .put("originalTimestamp", EventJson.time(occurred))
                .put("receivedAt", EventJson.time(occurred.plus(ON_THE_WAY_MILLIS, ChronoUnit.MILLIS)))
                .put("source", "web")
                .set("context", sent.path("context"));
        envelope.set("properties", sent.path(sent.has("traits") ? "traits" : "properties"));
        Topic topic = planned.map(PlannedEvent::domain).orElse(Domain.UNPLANNED).topic();
        return new ProducerRecord<>(
                topic.name(), message.key(), envelope.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The plan's name of a call that is not a track call: {@code Page}. */
    private static String title(String type) {
        return type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
    }
}
