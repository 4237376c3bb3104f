package dev.clickstream.collector.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clickstream.collector.verdict.Label;
import dev.clickstream.collector.verdict.Original;
import dev.clickstream.collector.verdict.Verdict;
import dev.clickstream.collector.verdict.Violation;
import dev.clickstream.event.EventJson;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A refused message with its reasons and its original, so that it can be mended and sent again: {@code payload} holds its
 * bytes in base64, as posted or ({@code payloadTreated}) with what is personal treated as in an accepted event; {@code
 * payloadEncrypted} holds them instead when nobody could tell what is personal in them. Only a message so large that no
 * record of the topic could hold it is cut; {@code payloadCutFrom} then tells its length. {@code batch} holds what the
 * message's batch said once for all its messages, {@code sentAt} and {@code context}.
 */
final class RejectedJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private RejectedJson() {}

    static byte[] write(Verdict.Rejected rejected, Instant receivedAt, byte @Nullable [] batch) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(1024 + rejected.original().length() / 3 * 4);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            Label label = rejected.label();
            json.writeStartObject();
            json.writeStringProperty("receivedAt", EventJson.time(receivedAt));
            json.writeStringProperty("source", rejected.source());
            json.writeStringProperty("stage", "validation");
            json.writeStringProperty("code", rejected.code().word());
            json.writeArrayPropertyStart("violations");
            for (Violation violation : rejected.violations()) {
                json.writeStartObject();
                json.writeStringProperty("pointer", violation.pointer());
                json.writeStringProperty("rule", violation.rule());
                json.writeStringProperty("hint", violation.hint());
                json.writeEndObject();
            }
            json.writeEndArray();
            text(json, "type", rejected.type() == null ? null : rejected.type().word());
            text(json, "messageId", label.messageId());
            text(json, "event", label.event());
            text(json, "schema", label.schema());
            original(json, rejected.original());
            if (batch != null) {
                json.writeName("batch");
                json.writeRawValue(new String(batch, UTF_8));
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void original(JsonGenerator json, Original original) {
        switch (original) {
            case Original.Readable readable -> {
                int length = Math.min(readable.bytes().length, Original.LONGEST);
                json.writeName("payload");
                json.writeBinary(readable.bytes(), 0, length);
                json.writeBooleanProperty("payloadTreated", readable.treated());
                if (length < readable.bytes().length) {
                    json.writeNumberProperty("payloadCutFrom", readable.bytes().length);
                }
            }
            case Original.Encrypted encrypted -> {
                json.writeStringProperty("payloadEncrypted", encrypted.text());
                if (encrypted.length() > Original.LONGEST - 256) {
                    json.writeNumberProperty("payloadCutFrom", encrypted.length());
                }
            }
        }
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }
}
