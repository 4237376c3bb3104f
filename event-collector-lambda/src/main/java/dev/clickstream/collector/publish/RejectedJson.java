package dev.clickstream.collector.publish;

import dev.clickstream.collector.decode.Slice;
import dev.clickstream.collector.verdict.Label;
import dev.clickstream.collector.verdict.Verdict;
import dev.clickstream.collector.verdict.Violation;
import dev.clickstream.event.EventJson;
import dev.clickstream.event.Topics;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A refused message with its reasons and its original bytes, so that it can be mended and sent again. Only a message so
 * large that no record of the topic could hold it is cut; {@code payloadCutFrom} then tells its length.
 */
final class RejectedJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    /** Room for everything beside the payload, and for what Kafka adds to a record. */
    private static final int OTHERS = 32_768;

    static final int LONGEST_PAYLOAD =
            (Integer.parseInt(Topics.REJECTED.settings().getOrDefault("max.message.bytes", "1048576")) - OTHERS)
                    / 4
                    * 3;

    private RejectedJson() {}

    static byte[] write(Verdict.Rejected rejected, Instant receivedAt) {
        Slice raw = rejected.raw();
        int length = Math.min(raw.length(), LONGEST_PAYLOAD);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512 + length / 3 * 4);
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
            text(json, "messageId", label.messageId());
            text(json, "event", label.event());
            text(json, "schema", label.schema());
            json.writeName("payload");
            json.writeBinary(raw.body(), raw.from(), length);
            if (length < raw.length()) {
                json.writeNumberProperty("payloadCutFrom", raw.length());
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }
}
