package dev.clickstream.collector.http;

import dev.clickstream.collector.Answer;
import dev.clickstream.collector.verdict.Label;
import dev.clickstream.collector.verdict.Verdict;
import dev.clickstream.collector.verdict.Violation;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The bodies of answers. SDKs look at the status only; these are for the people who read logs. */
final class AnswerJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private AnswerJson() {}

    static byte[] collected(Answer.Collected collected) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeBooleanProperty("success", true);
            json.writeNumberProperty("accepted", collected.accepted());
            json.writeArrayPropertyStart("rejected");
            collected.rejected().forEach(rejected -> write(json, rejected));
            json.writeEndArray();
            json.writeNumberProperty("duplicates", collected.duplicates());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    static byte[] failure(String code, String message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeBooleanProperty("success", false);
            json.writeStringProperty("code", code);
            json.writeStringProperty("message", message);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Verdict.Rejected rejected) {
        Label label = rejected.label();
        Violation violation = rejected.violations().getFirst();
        json.writeStartObject();
        json.writeNumberProperty("index", rejected.index());
        text(json, "messageId", label.messageId());
        json.writeStringProperty("code", violation.code().word());
        json.writeStringProperty("pointer", violation.pointer());
        json.writeStringProperty("rule", violation.rule());
        json.writeStringProperty("hint", violation.hint());
        text(json, "schema", label.schema());
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }
}
