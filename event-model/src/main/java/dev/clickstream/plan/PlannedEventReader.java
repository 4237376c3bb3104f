package dev.clickstream.plan;

import dev.clickstream.event.Domain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads one annotated JSON Schema file into a {@link PlannedEvent}. */
final class PlannedEventReader {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private PlannedEventReader() {}

    static PlannedEvent read(String schema, byte[] file) {
        try {
            if (!schema.matches("[a-z0-9-]+/[0-9]+-[0-9]+-[0-9]+")) {
                throw new IllegalArgumentException("the file must be <event-name>/<model>-<revision>-<addition>.json");
            }
            if (MAPPER.readTree(file) instanceof ObjectNode tree) {
                return event(schema, tree);
            }
            throw new IllegalArgumentException("not a JSON object");
        } catch (IllegalArgumentException | JacksonException e) {
            throw new IllegalArgumentException("tracking plan " + schema + ".json: " + e.getMessage(), e);
        }
    }

    private static PlannedEvent event(String schema, ObjectNode tree) {
        List<PlannedProperty> properties = properties(tree);
        return new PlannedEvent(
                text(tree, "title"),
                schema,
                Domain.ofWord(text(tree, "x-domain")),
                text(tree, "x-owner"),
                text(tree, "description"),
                activities(tree.path("x-activity"), properties),
                properties,
                tree);
    }

    private static List<ActivityRule> activities(JsonNode rules, List<PlannedProperty> properties) {
        Set<String> names = new HashSet<>();
        properties.forEach(property -> names.add(property.name()));
        List<ActivityRule> activities = new ArrayList<>();
        for (JsonNode rule : rules) {
            String item = text(rule, "item");
            String first = item.substring(1).split("/", 2)[0];
            if (!names.contains(first)) {
                throw new IllegalArgumentException("x-activity item " + item + " is not among the properties");
            }
            List<String> attributes = new ArrayList<>();
            rule.path("attributes").forEach(attribute -> attributes.add(attribute.asString()));
            activities.add(new ActivityRule(
                    text(rule, "category"), item, word(Operation.class, text(rule, "operation")), attributes));
        }
        return activities;
    }

    private static List<PlannedProperty> properties(ObjectNode tree) {
        Set<String> required = new HashSet<>();
        tree.path("required").forEach(name -> required.add(name.asString()));
        List<PlannedProperty> properties = new ArrayList<>();
        tree.path("properties")
                .forEachEntry((name, property) -> properties.add(new PlannedProperty(
                        name,
                        type(name, property),
                        text(property, "description"),
                        word(Sensitivity.class, text(property, "x-sensitivity")),
                        word(Treatment.class, text(property, "x-treatment")),
                        optional(property, "x-unit"),
                        required.contains(name))));
        return properties;
    }

    private static String type(String name, JsonNode property) {
        JsonNode type = property.path("type");
        if (type.isString()) {
            return type.stringValue();
        }
        if (type.isArray() && type.size() == 2) {
            return "money";
        }
        throw new IllegalArgumentException("property " + name + " needs one type, or number and string for money");
    }

    private static <E extends Enum<E>> E word(Class<E> type, String word) {
        try {
            return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + " must be one of " + List.of(type.getEnumConstants()) + ", was " + word, e);
        }
    }

    private static String text(JsonNode node, String name) {
        String text = optional(node, name);
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("\"" + name + "\" is missing in " + abridged(node));
        }
        return text;
    }

    private static @Nullable String optional(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    private static String abridged(JsonNode node) {
        String text = node.toString();
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
