package dev.clickstream.loader.landing;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventFlag;
import dev.clickstream.event.EventJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes a record's row. Never fails: what is no event lands as a dead letter, what does not fit is cut, counted, and kept whole beside. */
public final class RowMaker {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final int PLACE = LandingTable.EVENTS.columns().size() - 3;

    private final ColumnText fitting = new ColumnText();
    private final EnvelopeScan scan = new EnvelopeScan();
    private String lastTopic = "";
    private byte[] lastTopicText = {};
    private boolean lastWasCut;

    /** How many values did not fit their column so far. */
    public long cuts() {
        return fitting.cuts();
    }

    public Row row(SourceRecord record) {
        long before = fitting.cuts();
        Row row = made(record);
        lastWasCut = fitting.cuts() > before;
        return row;
    }

    /** The record of the row that was made last, whole, if that row does not hold all of it. */
    public Optional<Row> original(SourceRecord record) {
        if (!lastWasCut) {
            return Optional.empty();
        }
        @Nullable
        Object[] whole = {
            utf8(text(record.key())),
            utf8(text(record.value())),
            micros(record.time()),
            utf8(record.topic()),
            record.partition(),
            record.offset()
        };
        return Optional.of(new Row(LandingTable.ORIGINALS, whole));
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private Row made(SourceRecord record) {
        LandingTable table = LandingTable.ofTopic(record.topic());
        if (table != LandingTable.EVENTS) {
            return recordRow(table, record);
        }
        byte[] value = record.value();
        @Nullable Object[] scanned = value == null ? null : scan.columns(value);
        if (scanned != null) {
            scanned[PLACE] = topicText(record.topic());
            scanned[PLACE + 1] = record.partition();
            scanned[PLACE + 2] = record.offset();
            return new Row(LandingTable.EVENTS, scanned);
        }
        return parsed(record);
    }

    /** The same row as the scan's, of whatever form the envelope is. */
    Row parsed(SourceRecord record) {
        Event event = event(record.value());
        return event == null ? recordRow(LandingTable.DEAD_LETTERS, record) : eventRow(event, record);
    }

    private byte[] topicText(String topic) {
        if (!topic.equals(lastTopic)) {
            lastTopic = topic;
            lastTopicText = topic.getBytes(StandardCharsets.UTF_8);
        }
        return lastTopicText;
    }

    /** Whatever the reason why a value is no event: a record that stops the loader would stop it for ever. */
    private static @Nullable Event event(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            return EventJson.read(value);
        } catch (RuntimeException notAnEvent) {
            return null;
        }
    }

    private Row eventRow(Event event, SourceRecord record) {
        return row(
                LandingTable.EVENTS,
                event.messageId(),
                event.type().word(),
                event.event(),
                event.schema(),
                event.userId(),
                event.anonymousId(),
                event.sessionId(),
                event.occurredAt(),
                event.originalTimestamp(),
                event.sentAt(),
                event.receivedAt(),
                event.source(),
                json(event.context()),
                json(event.properties()),
                flags(event),
                record.topic(),
                record.partition(),
                record.offset());
    }

    private Row recordRow(LandingTable table, SourceRecord record) {
        return row(
                table,
                text(record.key()),
                text(record.value()),
                record.time(),
                record.topic(),
                record.partition(),
                record.offset());
    }

    private Row row(LandingTable table, @Nullable Object... values) {
        @Nullable Object[] fitted = new @Nullable Object[values.length];
        List<Column> columns = table.columns();
        for (int i = 0; i < values.length; i++) {
            fitted[i] = fitted(columns.get(i), values[i]);
        }
        return new Row(table, fitted);
    }

    private @Nullable Object fitted(Column column, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text when column.type() == ColumnType.JSON -> fitting.json(text, column.maxBytes());
            case String text -> fitting.text(text, column.maxBytes());
            case Instant instant -> micros(instant);
            default -> value;
        };
    }

    private static Long micros(Instant instant) {
        Instant held = instant.isBefore(EARLIEST) ? EARLIEST : instant.isAfter(LATEST) ? LATEST : instant;
        return ChronoUnit.MICROS.between(Instant.EPOCH, held);
    }

    private static String json(ObjectNode node) {
        return MAPPER.writeValueAsString(node);
    }

    private static @Nullable String flags(Event event) {
        return event.flags().isEmpty()
                ? null
                : event.flags().stream().map(EventFlag::word).collect(Collectors.joining(","));
    }

    /** The bytes as text; bytes that are none are kept whole, in Base64. */
    private static @Nullable String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            return "{\"_base64\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"}";
        }
    }
}
