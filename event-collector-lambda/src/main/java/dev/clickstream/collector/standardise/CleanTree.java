package dev.clickstream.collector.standardise;

import dev.clickstream.collector.verdict.RejectionCode;
import dev.clickstream.collector.verdict.Violation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Cleans every text and name of a message in place, and finds what no store can hold. */
final class CleanTree {
    private static final int LARGEST_EXPONENT = 308;

    private final List<Violation> violations;
    private int cleanedTexts;

    CleanTree(List<Violation> violations) {
        this.violations = violations;
    }

    /** How many texts and names had to be changed. */
    int cleanedTexts() {
        return cleanedTexts;
    }

    ObjectNode clean(ObjectNode message) {
        return object(message, null);
    }

    /** Where we are, spelled out only when something is wrong. */
    private record Place(@Nullable Place parent, String name) {
        JsonPointer pointer() {
            return (parent == null ? JsonPointer.empty() : parent.pointer()).appendProperty(name);
        }
    }

    private ObjectNode object(ObjectNode object, @Nullable Place place) {
        boolean cleanNames = true;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            cleanNames &= CleanText.of(name).equals(name);
            JsonNode before = member.getValue();
            JsonNode after = value(before, place, name);
            if (after != before) {
                member.setValue(after);
            }
        }
        return cleanNames ? object : renamed(object, place);
    }

    private ObjectNode renamed(ObjectNode object, @Nullable Place place) {
        ObjectNode renamed = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = CleanText.of(member.getKey());
            cleanedTexts += name.equals(member.getKey()) ? 0 : 1;
            if (renamed.has(name)) {
                report(RejectionCode.INVALID_JSON, place, name, "uniqueKeys", "holds the same key twice once cleaned");
            }
            renamed.set(name, member.getValue());
        }
        return renamed;
    }

    private JsonNode value(JsonNode value, @Nullable Place place, String name) {
        return switch (value.getNodeType()) {
            case STRING -> text(value);
            case OBJECT -> object((ObjectNode) value, new Place(place, name));
            case ARRAY -> array((ArrayNode) value, new Place(place, name));
            case NUMBER -> number(value, place, name);
            case BOOLEAN, NULL, BINARY, POJO, MISSING -> value;
        };
    }

    private JsonNode text(JsonNode value) {
        String before = value.stringValue();
        String after = CleanText.of(before);
        if (after.equals(before)) {
            return value;
        }
        cleanedTexts++;
        return StringNode.valueOf(after);
    }

    private ArrayNode array(ArrayNode array, Place place) {
        for (int i = 0; i < array.size(); i++) {
            JsonNode before = array.get(i);
            JsonNode after = before.isString() ? text(before) : value(before, place, Integer.toString(i));
            if (after != before) {
                array.set(i, after);
            }
        }
        return array;
    }

    private JsonNode number(JsonNode number, @Nullable Place place, String name) {
        if (number.isBigInteger()) {
            report(
                    RejectionCode.NUMBER_OUT_OF_RANGE,
                    place,
                    name,
                    "maximum",
                    "a whole number must fit in 64 bits; send a longer one as text");
        } else if (number.isBigDecimal() && !isMeasurable(number.decimalValue())) {
            report(
                    RejectionCode.NUMBER_OUT_OF_RANGE,
                    place,
                    name,
                    "maximum",
                    "a number's exponent must lie between -308 and 308");
        }
        return number;
    }

    private static boolean isMeasurable(BigDecimal number) {
        long exponent = (long) number.precision() - number.scale() - 1;
        return number.signum() == 0
                ? Math.abs((long) number.scale()) <= LARGEST_EXPONENT
                : Math.abs(exponent) <= LARGEST_EXPONENT;
    }

    private void report(RejectionCode code, @Nullable Place place, String name, String rule, String hint) {
        violations.add(new Violation(code, new Place(place, name).pointer().toString(), rule, hint));
    }
}
