package dev.clickstream.rules.condition;

import dev.cel.common.values.NullValue;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON object as CEL wants it. A view: a member is converted when it is asked for, and no other is. */
final class JsonMap extends AbstractMap<String, Object> {
    private final ObjectNode object;

    JsonMap(ObjectNode object) {
        this.object = object;
    }

    @Override
    public boolean containsKey(Object key) {
        return key instanceof String name && object.has(name);
    }

    @Override
    public @Nullable Object get(Object key) {
        JsonNode member = key instanceof String name ? object.get(name) : null;
        return member == null ? null : value(member);
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        Map<String, Object> entries = new LinkedHashMap<>();
        object.forEachEntry((name, member) -> entries.put(name, value(member)));
        return entries.entrySet();
    }

    /** Whole numbers are int, others double: a condition compares, it does not reckon with money. */
    private static Object value(JsonNode node) {
        return switch (node) {
            case ObjectNode members -> new JsonMap(members);
            case ArrayNode elements -> new Elements(elements);
            case JsonNode text when text.isString() -> text.stringValue();
            case JsonNode truth when truth.isBoolean() -> truth.booleanValue();
            case JsonNode whole when whole.isIntegralNumber() && whole.canConvertToLong() -> whole.longValue();
            case JsonNode number when number.isNumber() -> number.doubleValue();
            default -> NullValue.NULL_VALUE;
        };
    }

    private static final class Elements extends AbstractList<Object> {
        private final ArrayNode array;

        Elements(ArrayNode array) {
            this.array = array;
        }

        @Override
        public Object get(int index) {
            JsonNode element = array.get(index);
            if (element == null) {
                throw new IndexOutOfBoundsException(index);
            }
            return value(element);
        }

        @Override
        public int size() {
            return array.size();
        }
    }
}
