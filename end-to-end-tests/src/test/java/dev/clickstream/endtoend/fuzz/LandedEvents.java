package dev.clickstream.endtoend.fuzz;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventFlag;
import dev.clickstream.event.EventJson;
import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds every event in Kafka against its row in the warehouse, value by value. */
final class LandedEvents {
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final String ROWS = """
            select sys_process_offset, message_id, type, event, schema, user_id, anonymous_id, session_id, occurred_at,
                original_timestamp, sent_at, received_at, source, flags, context, properties
            from landing.events where sys_process_topic = ? and sys_process_partition = ? order by sys_process_offset""";

    private final String bootstrap;
    private final Connection warehouse;

    LandedEvents(String bootstrap, Connection warehouse) {
        this.bootstrap = bootstrap;
        this.warehouse = warehouse;
    }

    /** What differs, e.g. {@code clickstream.events-view.v1/3/17: properties}; empty if all that is in Kafka is a row and the same. */
    List<String> differences() throws SQLException {
        List<String> differences = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            for (Topic topic : Topics.events()) {
                for (PartitionInfo partition : consumer.partitionsFor(topic.name())) {
                    compare(consumer, new TopicPartition(topic.name(), partition.partition()), differences);
                }
            }
        }
        return differences;
    }

    private void compare(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, List<String> differences)
            throws SQLException {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        try (PreparedStatement statement = warehouse.prepareStatement(ROWS)) {
            statement.setString(1, partition.topic());
            statement.setInt(2, partition.partition());
            ResultSet row = statement.executeQuery();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    String place = "%s/%d: ".formatted(partition, record.offset());
                    if (!row.next() || row.getLong(1) != record.offset()) {
                        differences.add(place + "no row, or not once");
                        return;
                    }
                    compare(EventJson.read(record.value()), row).forEach(column -> differences.add(place + column));
                }
            }
        }
    }

    private static List<String> compare(Event event, ResultSet row) throws SQLException {
        List<String> different = new ArrayList<>();
        text(different, row, "message_id", event.messageId());
        text(different, row, "type", event.type().word());
        text(different, row, "event", event.event());
        text(different, row, "schema", event.schema());
        text(different, row, "user_id", event.userId());
        text(different, row, "anonymous_id", event.anonymousId());
        text(different, row, "session_id", event.sessionId());
        time(different, row, "occurred_at", event.occurredAt());
        time(different, row, "original_timestamp", event.originalTimestamp());
        time(different, row, "sent_at", event.sentAt());
        time(different, row, "received_at", event.receivedAt());
        text(different, row, "source", event.source());
        text(
                different,
                row,
                "flags",
                event.flags().isEmpty()
                        ? null
                        : event.flags().stream().map(EventFlag::word).collect(Collectors.joining(",")));
        json(different, row, "context", event.context());
        json(different, row, "properties", event.properties());
        return different;
    }

    private static void text(List<String> different, ResultSet row, String column, String wanted) throws SQLException {
        if (!Objects.equals(row.getString(column), wanted)) {
            different.add(column);
        }
    }

    private static void json(List<String> different, ResultSet row, String column, JsonNode wanted)
            throws SQLException {
        if (!EXACT.readTree(row.getString(column)).equals(EXACT.readTree(EXACT.writeValueAsString(wanted)))) {
            different.add(column);
        }
    }

    private static void time(List<String> different, ResultSet row, String column, Instant wanted) throws SQLException {
        Timestamp found = row.getTimestamp(column, Calendar.getInstance(TimeZone.getTimeZone(ZoneOffset.UTC)));
        if (!Objects.equals(found == null ? null : found.toInstant(), wanted)) {
            different.add(column);
        }
    }
}
