package dev.clickstream.bench.peer;

import dev.clickstream.event.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Known users' events of five kinds, evenly mixed, of about 560 bytes; the same seed gives the same events. */
public final class EventFeed implements AutoCloseable {
    private static final int ITEMS = 50_000;

    /** An event's name, its main topic, its schema, and the property that holds its item. */
    private record Kind(String event, String topic, String schema, String item) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("Product Viewed", "clickstream.events-view.v1", "product-viewed/1-0-0", "product_id"),
            new Kind("Product Clicked", "clickstream.events-view.v1", "product-clicked/1-0-0", "product_id"),
            new Kind("Products Searched", "clickstream.events-search.v1", "products-searched/1-0-0", "query"),
            new Kind(
                    "Product Added to Wishlist",
                    "clickstream.events-wishlist.v1",
                    "product-added-to-wishlist/1-0-0",
                    "product_id"),
            new Kind("Product Added", "clickstream.events-cart.v1", "product-added/1-0-0", "product_id"));

    private final int users;
    private final Random random;
    private final long start = System.currentTimeMillis() - 3_600_000;
    private final KafkaProducer<String, byte[]> producer;
    private int number;

    /** @param users of whom each event has one at random */
    public EventFeed(String bootstrap, long seed, int users) {
        this.users = users;
        random = new Random(seed);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 20, "batch.size", 1 << 17),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** The main topics that the events lie on. */
    public static List<String> topics() {
        return KINDS.stream().map(Kind::topic).distinct().toList();
    }

    /** Gives back when the broker has all of them. */
    public void send(int events) {
        for (int i = 0; i < events; i++) {
            Kind kind = KINDS.get(random.nextInt(KINDS.size()));
            String user = "user-%06d".formatted(random.nextInt(users));
            producer.send(new ProducerRecord<>(kind.topic(), user, event(kind, user)));
        }
        producer.flush();
    }

    private byte[] event(Kind kind, String user) {
        String at = EventJson.time(Instant.ofEpochMilli(start + number));
        ObjectNode event = JsonMapper.shared().createObjectNode();
        event.put("messageId", "m-%012d".formatted(number++))
                .put("type", "track")
                .put("event", kind.event())
                .put("schema", kind.schema())
                .put("userId", user)
                .put("occurredAt", at)
                .put("originalTimestamp", at)
                .put("receivedAt", at)
                .put("source", "web");
        ObjectNode context = event.putObject("context");
        context.put("ip", "203.0.113.7").put("userAgent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36");
        context.putObject("page")
                .put("url", "https://travel.example/stays/12345")
                .put("referrer", "https://travel.example/");
        event.putObject("properties").put(kind.item(), "item-%06d".formatted(random.nextInt(ITEMS)));
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
