package dev.clickstream.loader.erasure;

import dev.clickstream.erasure.ErasureList;
import dev.clickstream.lake.ParquetTable;
import dev.clickstream.loader.landing.LandingTable;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether a row of the lake is of somebody who was erased: the same that {@link ErasureSql} says of a row of landing. */
public final class RowOwner {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private RowOwner() {}

    public static boolean isErased(ErasureList erased, LandingTable table, ParquetTable.Row row) {
        return switch (table) {
            case EVENTS ->
                erased.names(
                        first(row.text("user_id"), row.text("anonymous_id")),
                        time(row, "occurred_at"),
                        time(row, "received_at"));
            case LATE, ORIGINALS -> isEvent(erased, row, null);
            case DEAD_LETTERS -> isEvent(erased, row, idOfKey(row.text("record_key")));
            case IDENTITY_LINKS -> isLink(erased, row);
            case REJECTED -> isRejected(erased, row.text("record_value"), time(row, "record_time"));
            case RULES, ERASURES -> false;
        };
    }

    /** The message as it was posted lies in the record as Base64; one that is encrypted tells nobody whose it is. */
    static boolean isRejected(ErasureList erased, @Nullable String value, @Nullable Instant recordTime) {
        JsonNode record = json(value);
        try {
            JsonNode posted =
                    json(new String(Base64.getDecoder().decode(text(record, "payload", "")), StandardCharsets.UTF_8));
            return erased.names(
                    first(text(posted, "userId", null), text(posted, "anonymousId", null)),
                    instant(record, "receivedAt"),
                    recordTime);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static boolean isEvent(ErasureList erased, ParquetTable.Row row, @Nullable String key) {
        JsonNode event = json(row.text("record_value"));
        String id = first(text(event, "userId", null), text(event, "anonymousId", null));
        return erased.names(
                id == null ? key : id,
                instant(event, "occurredAt"),
                instant(event, "receivedAt"),
                time(row, "record_time"));
    }

    private static boolean isLink(ErasureList erased, ParquetTable.Row row) {
        String device = row.text("record_key");
        if (row.text("record_value") == null) {
            // A tombstone, of whenever, tells nothing but the device's id.
            return device != null && erased.erasedBefore(device) != null;
        }
        JsonNode link = json(row.text("record_value"));
        Instant linkedAt = instant(link, "linkedAt");
        Instant at = time(row, "record_time");
        return erased.names(text(link, "userId", null), linkedAt, at) || erased.names(device, linkedAt, at);
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null || one.isEmpty() ? other : one;
    }

    private static @Nullable String idOfKey(@Nullable String key) {
        if (key == null || !(key.startsWith("user:") || key.startsWith("device:"))) {
            return key;
        }
        int end = key.indexOf('|');
        return key.substring(key.indexOf(':') + 1, end < 0 ? key.length() : end);
    }

    private static JsonNode json(@Nullable String text) {
        try {
            return text == null || text.isEmpty() ? MAPPER.missingNode() : MAPPER.readTree(text);
        } catch (JacksonException notJson) {
            return MAPPER.missingNode();
        }
    }

    private static @Nullable String text(JsonNode json, String name, @Nullable String otherwise) {
        JsonNode value = json.path(name);
        return value.isString() ? value.stringValue() : otherwise;
    }

    private static @Nullable Instant instant(JsonNode json, String name) {
        try {
            String text = text(json, name, null);
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    private static @Nullable Instant time(ParquetTable.Row row, String column) {
        Long micros = row.number(column);
        return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
