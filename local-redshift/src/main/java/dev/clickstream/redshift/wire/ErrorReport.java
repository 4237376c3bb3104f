package dev.clickstream.redshift.wire;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An ErrorResponse: field letter to text. {@code M} is the message, {@code C} the SQLSTATE. */
record ErrorReport(Map<Character, String> fields) {

    static ErrorReport of(String severity, String sqlState, String message) {
        Map<Character, String> fields = new LinkedHashMap<>();
        fields.put('S', severity);
        fields.put('V', severity);
        fields.put('C', sqlState);
        fields.put('M', message);
        return new ErrorReport(fields);
    }

    static ErrorReport read(Message message) {
        Map<Character, String> fields = new LinkedHashMap<>();
        Message.Fields body = message.fields();
        while (body.hasMore()) {
            byte letter = body.int8();
            if (letter == 0) {
                break;
            }
            fields.put((char) letter, body.text());
        }
        return new ErrorReport(fields);
    }

    ErrorReport withDetail(String detail) {
        Map<Character, String> more = new LinkedHashMap<>(fields);
        more.put('D', detail);
        return new ErrorReport(more);
    }

    String message() {
        return fields.getOrDefault('M', "");
    }

    String sqlState() {
        return fields.getOrDefault('C', "");
    }

    Message toMessage() {
        Message.Body body = new Message.Body();
        fields.forEach((letter, text) ->
                body.int8(letter).bytes(text.getBytes(StandardCharsets.UTF_8)).int8(0));
        return new Message('E', body.int8(0).bytes());
    }
}
