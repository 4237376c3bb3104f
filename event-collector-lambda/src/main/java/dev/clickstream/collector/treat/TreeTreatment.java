package dev.clickstream.collector.treat;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.treat.FieldNames.Facts;
import dev.clickstream.collector.treat.FieldNames.Place;
import dev.clickstream.pii.TreatedForm;
import dev.clickstream.plan.PlannedEvent;
import dev.clickstream.plan.PlannedProperty;
import dev.clickstream.plan.Treatment;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Treats every value of a tree, and every name. An object is copied only when something in it changes, so that an event
 * without personal data costs a walk and nothing more; what is given is never changed.
 */
final class TreeTreatment {

    private final FieldNames names;
    private final TextTreatment texts;

    TreeTreatment(FieldNames names, TextTreatment texts) {
        this.names = requireNonNull(names);
        this.texts = requireNonNull(texts);
    }

    /** The rules of an event's own properties, by name; empty for one that is not planned. */
    static Map<String, Treatment> planned(@Nullable PlannedEvent event) {
        Map<String, Treatment> treatments = new HashMap<>();
        if (event != null) {
            for (PlannedProperty property : event.properties()) {
                treatments.put(property.name(), property.treatment());
            }
        }
        return treatments;
    }

    ObjectNode object(ObjectNode object, Place place, Map<String, Treatment> planned) {
        ObjectNode changed = null;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            Facts facts = names.facts(name);
            JsonNode after = member(facts, value, place, planned.get(name));
            if (after != value || !facts.safe().equals(name)) {
                changed = changed == null ? copyUpTo(object, name) : changed;
            }
            if (changed != null && after != null) {
                changed.set(free(changed, facts.safe()), after);
            }
        }
        return changed == null ? object : changed;
    }

    private static ObjectNode copyUpTo(ObjectNode object, String end) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (member.getKey().equals(end)) {
                return copy;
            }
            copy.set(member.getKey(), member.getValue());
        }
        return copy;
    }

    /** Two names that differed in an address only must not become one. */
    private static String free(ObjectNode object, String name) {
        String free = name;
        for (int i = 2; object.has(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    private @Nullable JsonNode member(Facts facts, JsonNode value, Place place, @Nullable Treatment planned) {
        Rule rule = planned == null
                ? facts.rule(place)
                : new Rule(planned, facts.rule(Place.PERSON).kind());
        boolean byParts = facts.isPerson() && planned == null && hasParts(value);
        if (rule.treatment() == Treatment.NONE || byParts) {
            return byLook(value, facts, facts.isPerson() ? Place.PERSON : place);
        }
        return byRule(value, rule);
    }

    /** Of an address or person that is told in parts, each part has its own rule. */
    private static boolean hasParts(JsonNode value) {
        return value.isObject() || (value.isArray() && value.valueStream().allMatch(JsonNode::isObject));
    }

    private JsonNode byLook(JsonNode value, Facts facts, Place inside) {
        return switch (value.getNodeType()) {
            case STRING -> {
                String text = value.stringValue();
                String after =
                        TreatedForm.is(text) ? text : facts.isId() ? texts.id(text) : texts.free(text, facts.isUrl());
                yield after.equals(text) ? value : StringNode.valueOf(after);
            }
            case OBJECT -> object((ObjectNode) value, inside, Map.of());
            case ARRAY -> array((ArrayNode) value, element -> byLook(element, facts, inside));
            case NUMBER, BOOLEAN, NULL, BINARY, POJO, MISSING -> value;
        };
    }

    private @Nullable JsonNode byRule(JsonNode value, Rule rule) {
        return switch (value.getNodeType()) {
            case STRING -> {
                String text = value.stringValue();
                String after = texts.byRule(rule, text);
                yield after == null ? null : after.equals(text) ? value : StringNode.valueOf(after);
            }
            case NUMBER -> number(value, rule);
            case OBJECT -> byRule((ObjectNode) value, rule);
            case ARRAY ->
                rule.treatment() == Treatment.DROP ? null : array((ArrayNode) value, element -> byRule(element, rule));
            case BOOLEAN, NULL, BINARY, POJO, MISSING -> rule.treatment() == Treatment.DROP ? null : value;
        };
    }

    private @Nullable JsonNode byRule(ObjectNode object, Rule rule) {
        if (rule.treatment() == Treatment.DROP) {
            return null;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        boolean changed = false;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            JsonNode after = byRule(member.getValue(), rule);
            String name = names.facts(member.getKey()).safe();
            changed |= after != member.getValue() || !name.equals(member.getKey());
            if (after != null) {
                copy.set(free(copy, name), after);
            }
        }
        return changed ? copy : object;
    }

    private @Nullable JsonNode number(JsonNode value, Rule rule) {
        String text = value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asString();
        String after = texts.byRule(rule, text);
        if (after == null) {
            return null;
        }
        if (after.equals(text)) {
            return value;
        }
        return rule.kind() == Kind.DEGREES && rule.treatment() == Treatment.TRUNCATE
                ? DecimalNode.valueOf(new BigDecimal(after))
                : StringNode.valueOf(after);
    }

    private interface Element {
        @Nullable
        JsonNode treated(JsonNode element);
    }

    private static ArrayNode array(ArrayNode array, Element treatment) {
        ArrayNode after = JsonNodeFactory.instance.arrayNode(array.size());
        boolean changed = false;
        for (JsonNode element : array) {
            JsonNode treated = treatment.treated(element);
            changed |= treated != element;
            if (treated != null) {
                after.add(treated);
            }
        }
        return changed ? after : array;
    }
}
