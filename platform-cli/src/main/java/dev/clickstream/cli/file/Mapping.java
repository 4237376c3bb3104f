package dev.clickstream.cli.file;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the rows of a CSV file become events.
 *
 * @param columns the columns by which a file is recognised
 * @param missing texts that mean: no value
 * @param messageId its parts are joined with {@code -}, so that sending the file again gives the same ids; what is long
 *     or not plain ASCII becomes a hash
 */
record Mapping(
        String name,
        List<String> columns,
        Set<String> missing,
        char separator,
        Map<String, Join> joins,
        List<String> messageId,
        @Nullable String userId,
        @Nullable String anonymousId,
        @Nullable String sessionId,
        TimeField timestamp,
        Field.Nested context,
        List<EventRule> events) {

    /** Lines of another file, found by key; of several with the same key the first counts. */
    record Join(String file, String key, String equalTo) {}

    boolean recognises(List<String> header) {
        return header.containsAll(columns);
    }

    /** The event of a row, without its time. */
    ObjectNode event(Row row) {
        EventRule rule = events.stream()
                .filter(candidate -> candidate.fits(row))
                .findFirst()
                .orElseThrow(() -> row.unmapped("no event of the mapping " + name + " fits this row"));
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("type", rule.type());
        if (rule.event() != null) {
            JsonNode event = rule.event().value(row);
            if (event == null) {
                throw row.unmapped("the event has no name");
            }
            message.set("event", event);
        }
        message.put("messageId", composedId(row));
        putText(message, "userId", userId, row);
        putText(message, "anonymousId", anonymousId, row);
        putText(message, "sessionId", sessionId, row);
        setIfPresent(message, "context", context.value(row));
        setIfPresent(
                message,
                rule.type().equals("identify") ? "traits" : "properties",
                rule.properties().value(row));
        return message;
    }

    private String composedId(Row row) {
        StringBuilder id = new StringBuilder();
        for (String column : messageId) {
            String part = row.text(column);
            id.append(id.isEmpty() ? "" : "-").append(part == null ? "" : part);
        }
        String text = id.toString();
        boolean plain = text.length() <= 128 && text.chars().allMatch(letter -> letter > ' ' && letter < 127);
        return plain ? text : Fingerprint.of(text);
    }

    private static void putText(ObjectNode message, String member, @Nullable String column, Row row) {
        String text = column == null ? null : row.text(column);
        if (text != null) {
            message.put(member, text);
        }
    }

    private static void setIfPresent(ObjectNode message, String member, @Nullable JsonNode value) {
        if (value != null) {
            message.set(member, value);
        }
    }

    /** All columns the mapping reads, of the main file and as {@code join.column}. */
    Stream<String> columnsRead() {
        Stream<String> single = Stream.of(userId, anonymousId, sessionId, timestamp.plusMilliseconds())
                .flatMap(Stream::ofNullable);
        Stream<String> ofEvents = events.stream()
                .flatMap(rule -> Stream.of(
                                rule.when().keySet().stream(),
                                rule.has().stream(),
                                rule.properties().columns().stream(),
                                rule.event() == null ? Stream.<String>empty() : rule.event().columns().stream())
                        .flatMap(names -> names));
        Stream<String> keys = joins.values().stream().map(Join::equalTo);
        return Stream.of(
                        columns.stream(),
                        messageId.stream(),
                        single,
                        Stream.of(timestamp.column()),
                        context.columns().stream(),
                        keys,
                        ofEvents)
                .flatMap(names -> names)
                .distinct();
    }
}
