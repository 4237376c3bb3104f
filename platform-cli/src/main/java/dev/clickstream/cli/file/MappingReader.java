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
                FieldReader.nested(root.member("context")),
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
                : event.node().isObject() ? FieldReader.field(event) : new Field.Constant(event.node(), null);
        return new EventRule(when, part.texts("has"), type, name, FieldReader.nested(part.member("properties")));
    }
}
