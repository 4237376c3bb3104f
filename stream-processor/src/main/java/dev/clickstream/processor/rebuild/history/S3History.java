package dev.clickstream.processor.rebuild.history;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventFlag;
import dev.clickstream.event.EventType;
import dev.clickstream.lake.ParquetTable;
import dev.clickstream.processor.identity.Link;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files that the loader staged: {@code landing/events/…} and {@code landing/identity_links/…}. They end where the loader
 * is; what came after that is in Kafka.
 */
public final class S3History implements History {
    private static final String EVENTS = "landing/events/";
    private static final String LINKS = "landing/identity_links/";
    private static final Pattern HOUR = Pattern.compile("/dt=([0-9-]{10})/hr=([0-9]{2})/");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final S3Client s3;
    private final String bucket;
    private final Instant from;
    private final Instant to;

    public S3History(S3Client s3, String bucket) {
        this(s3, bucket, Instant.MIN, Instant.MAX);
    }

    private S3History(S3Client s3, String bucket, Instant from, Instant to) {
        this.s3 = requireNonNull(s3, "s3");
        this.bucket = requireNonNull(bucket, "bucket");
        this.from = from;
        this.to = to;
    }

    /** Only the files of hours that touch this time, by when the loader planned them. */
    public S3History plannedBetween(Instant from, Instant to) {
        return new S3History(s3, bucket, from, to);
    }

    @Override
    public void read(HistoryReader reader) {
        List<String> keys = new ArrayList<>(keys(LINKS));
        keys.addAll(keys(EVENTS));
        if (keys.isEmpty()) {
            throw new HistoryException("s3://%s/%s holds no file: the loader has staged nothing there; use --from kafka"
                    .formatted(bucket, EVENTS));
        }
        for (int file = 0; file < keys.size(); file++) {
            read(keys.get(file), reader);
            reader.progress("s3", file + 1L, keys.size());
        }
    }

    private List<String> keys(String prefix) {
        return s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .filter(key -> key.endsWith(".parquet"))
                .filter(this::isWanted)
                .toList();
    }

    private boolean isWanted(String key) {
        if (from.equals(Instant.MIN) && to.equals(Instant.MAX)) {
            return true;
        }
        Matcher folder = HOUR.matcher(key);
        if (!folder.find()) {
            return true;
        }
        Instant hour = Instant.parse("%sT%s:00:00Z".formatted(folder.group(1), folder.group(2)));
        return hour.isBefore(to) && hour.plus(1, ChronoUnit.HOURS).isAfter(from);
    }

    private void read(String key, HistoryReader reader) {
        try {
            Path local = Files.createTempFile("rebuild", ".parquet");
            try {
                Files.delete(local); // the client wants to make it itself
                s3.getObject(get -> get.bucket(bucket).key(key), local);
                ParquetTable.read(
                        local, row -> give(row, key.startsWith(LINKS), "s3://%s/%s".formatted(bucket, key), reader));
            } finally {
                Files.deleteIfExists(local);
            }
        } catch (IOException e) {
            throw new HistoryException("s3://%s/%s cannot be read: %s".formatted(bucket, key, e.getMessage()), e);
        }
    }

    private static void give(ParquetTable.Row row, boolean isLink, String file, HistoryReader reader) {
        try {
            if (isLink) {
                String value = row.text("record_value");
                if (value != null) {
                    reader.link(Link.serde().deserializer().deserialize(file, value.getBytes(StandardCharsets.UTF_8)));
                }
            } else {
                reader.event(required(row, "sys_process_topic"), event(row));
            }
        } catch (SerializationException | IllegalArgumentException | JacksonException | DateTimeException e) {
            reader.unreadable("%s offset %d: %s".formatted(file, row.number("sys_process_offset"), e.getMessage()));
        }
    }

    private static Event event(ParquetTable.Row row) {
        return new Event(
                required(row, "message_id"),
                EventType.ofWord(required(row, "type"))
                        .orElseThrow(() -> new IllegalArgumentException("type is none of the six calls")),
                required(row, "event"),
                row.text("schema"),
                row.text("user_id"),
                row.text("anonymous_id"),
                row.text("session_id"),
                requireNonNull(time(row, "occurred_at"), "occurred_at"),
                time(row, "original_timestamp"),
                time(row, "sent_at"),
                requireNonNull(time(row, "received_at"), "received_at"),
                required(row, "source"),
                json(row, "context"),
                json(row, "properties"),
                flags(row.text("flags")));
    }

    private static String required(ParquetTable.Row row, String column) {
        String text = row.text(column);
        if (text == null) {
            throw new IllegalArgumentException(column + " is missing");
        }
        return text;
    }

    private static @Nullable Instant time(ParquetTable.Row row, String column) {
        Long micros = row.number(column);
        return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static ObjectNode json(ParquetTable.Row row, String column) {
        String text = row.text(column);
        JsonNode tree = text == null ? MAPPER.createObjectNode() : MAPPER.readTree(text);
        if (!(tree instanceof ObjectNode object)) {
            throw new IllegalArgumentException(column + " is no JSON object");
        }
        if (object.path("_truncated").asBoolean(false)) {
            throw new IllegalArgumentException(column + " was too long to land, and is lost");
        }
        return object;
    }

    private static Set<EventFlag> flags(@Nullable String words) {
        Set<EventFlag> flags = EnumSet.noneOf(EventFlag.class);
        if (words != null) {
            for (String word : words.split(",")) {
                flags.add(EventFlag.ofWord(word));
            }
        }
        return flags;
    }
}
