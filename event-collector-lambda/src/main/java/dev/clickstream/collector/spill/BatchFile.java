package dev.clickstream.collector.spill;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clickstream.collector.publish.OutgoingRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A batch as bytes: gzip over a line {@code {"format":1,"records":n}}, then for each record a line {@code
 * {"topic":…,"key":…,"schema":…,"bytes":n}} and n bytes of its value, followed by a line feed. What is not there is left out. A
 * person can read it with {@code zcat}; gzip's own checksum tells whether it is whole.
 */
public final class BatchFile {
    private static final int FORMAT = 1;
    private static final int LONGEST_LINE = 65_536;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private BatchFile() {}

    /**
     * @param bytes packed
     * @param length before packing
     */
    record Packed(byte[] bytes, long length) {}

    static Packed pack(List<OutgoingRecord> records) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        line(plain, MAPPER.createObjectNode().put("format", FORMAT).put("records", records.size()));
        for (OutgoingRecord record : records) {
            ObjectNode head = MAPPER.createObjectNode().put("topic", record.topic());
            if (record.key() != null) {
                head.put("key", record.key());
            }
            if (record.schema() != null) {
                head.put("schema", record.schema());
            }
            line(plain, head.put("bytes", record.value().length));
            plain.writeBytes(record.value());
            plain.write('\n');
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.size() / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            plain.writeTo(gzip);
        } catch (IOException impossible) {
            throw new IllegalStateException("memory refused to be written to", impossible);
        }
        return new Packed(packed.toByteArray(), plain.size());
    }

    /** @throws SpillException if this is no batch, is cut or damaged, or is of a later format */
    public static List<OutgoingRecord> unpack(byte[] packed) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), LONGEST_LINE)) {
            JsonNode head = line(in);
            if (head.path("format").asInt(0) != FORMAT) {
                throw new SpillException("it is of format %s, wanted %d".formatted(head.path("format"), FORMAT), null);
            }
            int count = head.path("records").asInt(-1);
            List<OutgoingRecord> records = new ArrayList<>();
            while (records.size() < count) {
                records.add(record(in));
            }
            if (in.read() >= 0) {
                throw new SpillException("it goes on after its %d records".formatted(count), null);
            }
            return records;
        } catch (IOException | JacksonException e) {
            throw new SpillException("it is damaged: " + e.getMessage(), e);
        }
    }

    private static OutgoingRecord record(InputStream in) throws IOException {
        JsonNode head = line(in);
        int bytes = head.path("bytes").asInt(-1);
        if (bytes < 0 || !head.path("topic").isString()) {
            throw new IOException("a record has no topic or no length");
        }
        byte[] value = in.readNBytes(bytes);
        if (value.length < bytes || in.read() != '\n') {
            throw new IOException("a record of %d bytes is cut or too long".formatted(bytes));
        }
        return new OutgoingRecord(head.path("topic").asString(), text(head, "key"), value, text(head, "schema"));
    }

    private static @Nullable String text(JsonNode head, String name) {
        return head.has(name) ? head.path(name).asString() : null;
    }

    private static void line(ByteArrayOutputStream to, JsonNode json) {
        to.writeBytes(MAPPER.writeValueAsBytes(json));
        to.write('\n');
    }

    private static JsonNode line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() == LONGEST_LINE) {
                throw new IOException("a line has no end");
            }
            line.write(next);
        }
        return MAPPER.readTree(line.toString(UTF_8));
    }
}
