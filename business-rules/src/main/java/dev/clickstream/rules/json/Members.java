package dev.clickstream.rules.json;

import dev.clickstream.rules.condition.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The members of one JSON object, each with its place in the text, and which of them were asked for. */
final class Members {
    /** Members are read one by one; numbers keep the digits they were written with. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private record Member(JsonNode value, int line, int column) {}

    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();

    private Members() {}

    /** @throws BadRule if the text is not one JSON object, or has a member twice */
    static Members of(String json) {
        Members members = new Members();
        try (JsonParser parser = MAPPER.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw bad(parser.currentTokenLocation(), "a rule is one JSON object, in braces");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                TokenStreamLocation place = parser.currentTokenLocation();
                parser.nextToken();
                JsonNode value = MAPPER.readTree(parser);
                if (members.members.put(name, new Member(value, place.getLineNr(), place.getColumnNr())) != null) {
                    throw bad(place, "\"%s\" stands twice; leave one out".formatted(name));
                }
            }
            if (parser.nextToken() != null) {
                throw bad(parser.currentTokenLocation(), "there is something after the rule; one rule to a file");
            }
            return members;
        } catch (JacksonException e) {
            TokenStreamLocation place = e.getLocation();
            String problem =
                    "not JSON: " + e.getOriginalMessage().lines().findFirst().orElse("");
            throw place == null ? new BadRule(1, 1, problem) : bad(place, problem);
        }
    }

    private static BadRule bad(TokenStreamLocation place, String problem) {
        return new BadRule(Math.max(1, place.getLineNr()), Math.max(1, place.getColumnNr()), problem);
    }

    /** A problem with one member; at the object's beginning if there is none of that name. */
    BadRule bad(String name, String problem) {
        Member member = members.get(name);
        return member == null ? new BadRule(1, 1, problem) : new BadRule(member.line(), member.column(), problem);
    }

    /** The text of a member that must be there; numbers count as their text. */
    String text(String name) {
        String text = optionalText(name);
        if (text == null) {
            throw new BadRule(1, 1, "\"%s\" is missing".formatted(name));
        }
        return text;
    }

    @Nullable
    String optionalText(String name) {
        JsonNode value = optional(name);
        if (value == null) {
            return null;
        }
        if (!value.isString() && !value.isNumber() || value.asString().isBlank()) {
            throw bad(name, "\"%s\" must be text, was %s".formatted(name, value));
        }
        return value.asString();
    }

    int number(String name) {
        return whole(name, text(name));
    }

    int number(String name, int otherwise) {
        String text = optionalText(name);
        return text == null ? otherwise : whole(name, text);
    }

    List<String> texts(String name) {
        JsonNode value = optional(name);
        if (value == null || !value.isArray()) {
            throw bad(
                    name, "\"%s\" must be a list of texts, was %s".formatted(name, value == null ? "missing" : value));
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isString()) {
                throw bad(name, "\"%s\" must hold texts only, one is %s".formatted(name, element));
            }
            texts.add(element.stringValue());
        }
        return texts;
    }

    private int whole(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw bad(name, "\"%s\" must be a whole number, was %s".formatted(name, text));
        }
    }

    private @Nullable JsonNode optional(String name) {
        asked.add(name);
        Member member = members.get(name);
        return member == null || member.value().isNull() ? null : member.value();
    }

    /** @throws BadRule if there is a member that nobody asked for: most likely a typing error */
    void refuseOthers(String kind, Collection<String> known) {
        for (String name : members.keySet()) {
            if (!asked.contains(name)) {
                String hint = Spelling.nearest(name, known)
                        .map("; is \"%s\" meant?"::formatted)
                        .orElse("; it has "
                                + String.join(", ", known.stream().sorted().toList()));
                throw bad(name, "a rule of kind %s has no \"%s\"%s".formatted(kind, name, hint));
            }
        }
    }

    Set<String> asked() {
        return asked;
    }
}
