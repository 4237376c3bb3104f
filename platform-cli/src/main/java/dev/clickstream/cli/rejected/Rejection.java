package dev.clickstream.cli.rejected;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.clickstream.pii.Encryption;
import dev.clickstream.pii.PiiKeys;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One record of the topic {@code rejected}.
 *
 * @param id partition and offset, {@code 3-1042}: it never changes
 * @param pointer into the message; empty for the whole of it
 * @param messageId null if it could not be told
 * @param event null if it could not be told
 * @param record as it stands on the topic
 */
public record Rejection(
        String id,
        Instant receivedAt,
        String source,
        String code,
        String pointer,
        String hint,
        @Nullable String messageId,
        @Nullable String event,
        ObjectNode record) {
    private static final JsonMapper JSON = JsonMapper.shared();

    public Rejection {
        requireNonNull(record);
    }

    /** @throws JacksonException if the record is none of the collector's */
    public static Rejection of(ConsumerRecord<String, byte[]> read) {
        ObjectNode record = (ObjectNode) JSON.readTree(read.value());
        return new Rejection(
                "%d-%d".formatted(read.partition(), read.offset()),
                Instant.parse(record.path("receivedAt").asString()),
                record.path("source").asString(),
                record.path("code").asString(),
                record.at("/violations/0/pointer").asString(""),
                record.at("/violations/0/hint").asString(""),
                record.path("messageId").asString(null),
                record.path("event").asString(null),
                record);
    }

    /**
     * The message as it was posted, or treated where it held something personal. Empty if only its beginning was kept.
     *
     * @param keys open what could not be read at the door; null leave it shut
     * @throws IllegalArgumentException if it is encrypted, and not with these keys
     */
    public Optional<String> payload(@Nullable PiiKeys keys) {
        if (record.has("payloadCutFrom")) {
            return Optional.empty();
        }
        if (record.has("payload")) {
            return Optional.of(
                    new String(Base64.getDecoder().decode(record.path("payload").stringValue()), UTF_8));
        }
        return keys == null
                ? Optional.empty()
                : Optional.of(new String(
                        Encryption.decrypt(record.path("payloadEncrypted").stringValue(), keys), UTF_8));
    }

    /** The message as an object; empty if it is none. */
    Optional<ObjectNode> message(@Nullable PiiKeys keys) {
        try {
            return payload(keys).map(JSON::readTree).filter(JsonNode::isObject).map(ObjectNode.class::cast);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
