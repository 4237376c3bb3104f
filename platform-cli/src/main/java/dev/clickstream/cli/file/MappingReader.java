package dev.clickstream.cli.file;

import dev.clickstream.cli.file.Mapping.Join;
import dev.clickstream.cli.file.TimeField.TimeFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads mapping files, YAML or JSON; the module's README describes their words. */
final class MappingReader {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Set<String> CALLS = Set.of("track", "identify", "page", "screen", "group", "alias");
    private static final Set<String> FIELD_WORDS = Set.of("column", "constant", "products");

    private MappingReader() {}

    static Mapping read(Path file) {
        try {
            return read(String.valueOf(file.getFileName()), Files.readString(file));
        } catch (IOException failure) {
            throw new DataException("cannot read the mapping " + file + ": " + failure, failure);
        }
    }

    static Mapping read(String file, String text) {
        try {
            return mapping(new Part(file, "", file.endsWith(".json") ? JSON.readTree(text) : YAML.readTree(text)));
        } catch (JacksonException broken) {
            throw new DataException(
                    "%s line %d: %s"
                            .formatted(
                                    file,
                                    broken.getLocation() == null
                                            ? 0
                                            : broken.getLocation().getLineNr(),
                                    broken.getOriginalMessage()
                                            .lines()
                                            .findFirst()
                                            .orElse("unreadable")),
                    broken);
        }
    }

    private static Mapping mapping(Part root) {
        root.knowsOnly(
                "name",
                "columns",
                "missing",
                "separator",
                "joins",
                "messageId",
                "userId",
                "anonymousId",
                "sessionId",
                "timestamp",
                "context",
                "events");
        Map<String, Join> joins = new LinkedHashMap<>();
        root.member("joins").members().forEach((name, part) -> joins.put(name, join(part)));
        List<EventRule> events = new ArrayList<>();
        for (Part part : root.member("events").items()) {
            events.add(eventRule(part));
        }
        if (!root.has("userId") && !root.has("anonymousId")) {
            throw root.error("'userId' or 'anonymousId' is missing");
        }
        if (root.texts("messageId").isEmpty()) {
            throw root.error("'messageId' is missing: name the columns that together are unique to a row");
        }
        return new Mapping(
                root.text("name"),
                root.texts("columns"),
                root.has("missing") ? Set.copyOf(root.texts("missing")) : Set.of(""),
                separator(root),
                joins,
                root.texts("messageId"),
                root.optionalText("userId"),
                root.optionalText("anonymousId"),
                root.optionalText("sessionId"),
                time(root.member("timestamp")),
                nested(root.member("context")),
                events);
    }

    private static char separator(Part root) {
        String separator = root.has("separator") ? root.text("separator") : ",";
        if (separator.length() != 1) {
            throw root.member("separator").error("found '" + separator + "', wanted one character");
        }
        return separator.charAt(0);
    }

    private static Join join(Part part) {
        part.knowsOnly("file", "key", "equals");
        return new Join(part.text("file"), part.text("key"), part.text("equals"));
    }

    private static TimeField time(Part part) {
        part.knowsOnly("column", "format", "zone", "plusMilliseconds");
        String format = part.text("format");
        TimeFormat timeFormat = switch (format) {
            case "epoch-seconds" -> new TimeFormat.EpochSeconds();
            case "epoch-milliseconds" -> new TimeFormat.EpochMilliseconds();
            case "iso" -> new TimeFormat.Iso();
            default -> pattern(part, format);
        };
        return new TimeField(part.text("column"), timeFormat, part.optionalText("plusMilliseconds"));
    }

    private static TimeFormat pattern(Part part, String format) {
        try {
            ZoneId zone = ZoneId.of(part.has("zone") ? part.text("zone") : "UTC");
            return new TimeFormat.Pattern(format, DateTimeFormatter.ofPattern(format, Locale.ROOT), zone);
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw part.error("found the format '" + format
                    + "', wanted epoch-seconds, epoch-milliseconds, iso, or a pattern such as yyyy-MM-dd HH:mm:ss: "
                    + wrong.getMessage());
        }
    }

    private static EventRule eventRule(Part part) {
        part.knowsOnly("when", "has", "type", "event", "properties");
        Map<String, List<String>> when = new LinkedHashMap<>();
        part.member("when").members().forEach((column, values) -> when.put(column, values.asTexts()));
        String type = part.has("type") ? part.text("type") : "track";
        if (!CALLS.contains(type)) {
            throw part.member("type")
                    .error("found '" + type + "', wanted one of track, identify, page, screen, group, alias");
        }
        if (type.equals("track") && !part.has("event")) {
            throw part.error("'event' is missing: a track call has a name");
        }
        Part event = part.member("event");
        Field name = !part.has("event")
                ? null
                : event.node().isObject() ? field(event) : new Field.Constant(event.node(), null);
        return new EventRule(when, part.texts("has"), type, name, nested(part.member("properties")));
    }

    private static Field.Nested nested(Part part) {
        Map<String, Field> members = new LinkedHashMap<>();
        part.members().forEach((name, member) -> members.put(name, field(member)));
        return new Field.Nested(members);
    }

    private static Field field(Part part) {
        if (!part.node().isObject()) {
            return new Field.Column(part.asText(), ValueType.TEXT, Map.of());
        }
        if (FIELD_WORDS.stream().noneMatch(part::has)) {
            return nested(part);
        }
        if (part.has("products")) {
            part.knowsOnly("products");
            return new Field.Products(part.texts("products"));
        }
        if (part.has("constant")) {
            part.knowsOnly("constant", "with");
            return new Field.Constant(part.node().get("constant"), part.optionalText("with"));
        }
        part.knowsOnly("column", "type", "values", "split", "at", "pointer");
        return column(part);
    }

    private static Field column(Part part) {
        String column = part.text("column");
        ValueType type = type(part);
        if (part.has("pointer")) {
            return new Field.InsideJson(column, pointer(part));
        }
        if (part.has("at")) {
            Part at = part.member("at");
            at.knowsOnly("of", "in");
            return new Field.AtPosition(column, type, splitter(part), at.text("of"), at.text("in"));
        }
        if (part.has("split")) {
            return new Field.Parts(column, type, splitter(part));
        }
        Map<String, String> translation = new LinkedHashMap<>();
        part.member("values").members().forEach((from, to) -> translation.put(from, to.asText()));
        return new Field.Column(column, type, translation);
    }

    private static ValueType type(Part part) {
        String word = part.has("type") ? part.text("type") : "text";
        for (ValueType type : ValueType.values()) {
            if (type.word().equals(word)) {
                return type;
            }
        }
        throw part.member("type").error("found '" + word + "', wanted text, number, integer or boolean");
    }

    private static Splitter splitter(Part part) {
        String separator = part.text("split");
        if (separator.isEmpty()) {
            throw part.member("split").error("found an empty text, wanted a separator");
        }
        return new Splitter(separator);
    }

    private static JsonPointer pointer(Part part) {
        try {
            return JsonPointer.compile(part.text("pointer"));
        } catch (IllegalArgumentException wrong) {
            throw part.member("pointer").error("wanted a JSON pointer such as /0/code");
        }
    }
}
