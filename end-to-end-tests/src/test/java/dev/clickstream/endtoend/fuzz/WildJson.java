package dev.clickstream.endtoend.fuzz;

import dev.clickstream.plan.PlannedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/** JSON, as text: trees of any form up to the collector's limits, and values that keep to a schema. */
final class WildJson {
    /** The event and its context or properties are two more. */
    private static final int DEEPEST = 18;

    private static final int MOST_MEMBERS = 200;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_TEXT = 8192;

    private final Random random;
    private final WildText texts;

    WildJson(Random random, WildText texts) {
        this.random = random;
        this.texts = texts;
    }

    String value() {
        return value(1 + random.nextInt(4));
    }

    /** Members of any kind, beside those given. */
    String object(Map<String, String> given, int extras) {
        Map<String, String> members = new LinkedHashMap<>(given);
        for (int i = 0; i < extras; i++) {
            members.putIfAbsent(texts.name(LONGEST_NAME), value());
        }
        return object(members);
    }

    String object(Map<String, String> members) {
        List<String> written = new ArrayList<>();
        members.forEach((name, value) -> written.add(texts.quoted(name) + ":" + value));
        return "{" + String.join(",", written) + "}";
    }

    /** At a limit: as deep, as wide or as long as an event may be. */
    String extreme() {
        return switch (random.nextInt(4)) {
            case 0 -> "[".repeat(DEEPEST - 1) + texts.number() + "]".repeat(DEEPEST - 1);
            case 1 -> {
                Map<String, String> wide = new LinkedHashMap<>();
                for (int i = 0; i < MOST_MEMBERS; i++) {
                    wide.put(i + WildText.cut(texts.name(40), 40), texts.number());
                }
                yield object(wide);
            }
            case 2 -> texts.quoted(texts.upTo(LONGEST_TEXT));
            default ->
                object(Map.of(
                        WildText.filled("\ud83d\ude00", LONGEST_NAME),
                        texts.quoted(WildText.filled("\ud834\udd5e", 7000))));
        };
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 7)) {
            case 0, 1, 2 -> texts.quoted(texts.upTo(random.nextInt(20) == 0 ? LONGEST_TEXT : 300));
            case 3, 4 -> texts.number();
            case 5 -> random.nextBoolean() ? "true" : "false";
            case 6 -> "null";
            case 7 -> array(depth - 1);
            default -> {
                Map<String, String> members = new LinkedHashMap<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    members.put(texts.name(LONGEST_NAME), value(depth - 1));
                }
                yield object(members);
            }
        };
    }

    private String array(int depth) {
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            elements.add(value(depth));
        }
        return "[" + String.join(",", elements) + "]";
    }

    /** Properties that keep to the plan, some left out that may be. */
    Map<String, String> planned(PlannedEvent event) {
        return planned(event.jsonSchema());
    }

    private Map<String, String> planned(JsonNode schema) {
        Map<String, String> members = new LinkedHashMap<>();
        schema.path("properties").forEachEntry((name, property) -> {
            boolean required = schema.path("required")
                    .valueStream()
                    .anyMatch(one -> one.asString().equals(name));
            if (required || random.nextInt(3) == 0) {
                members.put(name, random.nextInt(30) == 0 && !required ? "null" : keeping(property));
            }
        });
        return members;
    }

    private String keeping(JsonNode schema) {
        JsonNode type = schema.path("type");
        boolean money = type.isArray();
        String word = money ? (random.nextBoolean() ? "number" : "string") : type.asString();
        return switch (word) {
            case "string" -> texts.quoted(text(schema));
            case "number" -> money ? amount() : number(schema);
            case "integer" -> integer(schema);
            case "boolean" -> random.nextBoolean() ? "true" : "false";
            case "array" -> {
                List<String> elements = new ArrayList<>();
                int least = schema.path("minItems").asInt(0);
                for (int i = least + random.nextInt(4); i > 0; i--) {
                    elements.add(keeping(schema.path("items")));
                }
                yield "[" + String.join(",", elements) + "]";
            }
            case "object" -> object(planned(schema), random.nextInt(3) == 0 ? 1 : 0);
            default -> value();
        };
    }

    private String text(JsonNode schema) {
        String pattern = schema.path("pattern").asString("");
        if (pattern.contains("[0-9]")) {
            return amount();
        }
        if (pattern.contains("[A-Z]")) {
            return pattern.contains("2") ? "SG" : random.nextBoolean() ? "EUR" : "XXX";
        }
        return switch (schema.path("format").asString("")) {
            case "date" ->
                List.of("2026-11-23", "0001-01-01", "9999-12-31", "2024-02-29").get(random.nextInt(4));
            case "date-time" ->
                List.of("2026-11-23T10:23:43Z", "2026-11-23T10:23:43.123456789+08:00", "9999-12-31T23:59:59-12:00")
                        .get(random.nextInt(3));
            default -> {
                // A schema counts characters, the warehouse bytes.
                int most = schema.path("maxLength").asInt(512);
                String text = random.nextInt(6) == 0
                        ? "\ud83d\ude00".repeat(Math.min(most, 1024))
                        : texts.upTo(Math.min(most, 600));
                yield text.isEmpty() || text.isBlank() ? "x" : text;
            }
        };
    }

    private String amount() {
        return List.of("0", "0.0000", "120.50", "120.5", "99999999999999.9999", "0.0001", "1")
                .get(random.nextInt(7));
    }

    private String number(JsonNode schema) {
        long least = schema.path("minimum").asLong(-90);
        return random.nextBoolean() ? Long.toString(least) : least + 1 + ".25000";
    }

    private String integer(JsonNode schema) {
        long least = schema.path("minimum").asLong(-5);
        long most = schema.path("maximum").asLong(Long.MAX_VALUE);
        return switch (random.nextInt(4)) {
            case 0 -> Long.toString(least);
            case 1 -> Long.toString(most);
            case 2 -> Math.min(most, least + 3) + ".0";
            default -> Long.toString(Math.min(most, least + random.nextInt(1000)));
        };
    }
}
