package dev.clickstream.cli.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Where the value of one member of an event comes from. A null value leaves the member out. */
sealed interface Field {
    JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Nullable
    JsonNode value(Row row);

    /** The columns read, so that a mapping can be checked against a header before any row is read. */
    List<String> columns();

    /** A column's text as a typed value, after an optional translation. */
    record Column(String column, ValueType type, Map<String, String> translation) implements Field {
        @Override
        public @Nullable JsonNode value(Row row) {
            String text = row.text(column);
            if (text == null) {
                return null;
            }
            if (translation.isEmpty()) {
                return type.read(row, column, text);
            }
            String translated = translation.get(text);
            if (translated == null) {
                throw row.unreadable(column, text, "one of " + translation.keySet());
            }
            return type.read(row, column, translated);
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }
    }

    /** {@code a|b|c} as a list. */
    record Parts(String column, ValueType type, Splitter splitter) implements Field {
        @Override
        public @Nullable JsonNode value(Row row) {
            String text = row.text(column);
            if (text == null) {
                return null;
            }
            ArrayNode list = NODES.arrayNode();
            for (String part : splitter.split(text)) {
                if (!part.isEmpty()) {
                    list.add(type.read(row, column, part));
                }
            }
            return list;
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }
    }

    /** The part of one column at the position that a value has among the parts of another column. */
    record AtPosition(String column, ValueType type, Splitter splitter, String of, String in) implements Field {
        @Override
        public @Nullable JsonNode value(Row row) {
            String wanted = row.text(of);
            String among = row.text(in);
            String text = row.text(column);
            if (wanted == null || among == null || text == null) {
                return null;
            }
            int position = splitter.split(among).indexOf(wanted);
            List<String> parts = splitter.split(text);
            return position < 0 || position >= parts.size() ? null : type.read(row, column, parts.get(position));
        }

        @Override
        public List<String> columns() {
            return List.of(column, of, in);
        }
    }

    /** A member of JSON text in a column. */
    record InsideJson(String column, JsonPointer pointer) implements Field {
        private static final JsonMapper JSON = new JsonMapper();

        @Override
        public @Nullable JsonNode value(Row row) {
            String text = row.text(column);
            if (text == null) {
                return null;
            }
            try {
                JsonNode found = JSON.readTree(text).at(pointer);
                return found.isMissingNode() || found.isNull() ? null : found;
            } catch (JacksonException notJson) {
                throw row.unreadable(column, text, "JSON");
            }
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }
    }

    /** Always the same value, or only where a column has a value. */
    record Constant(JsonNode constant, @Nullable String with) implements Field {
        @Override
        public @Nullable JsonNode value(Row row) {
            return with == null || row.text(with) != null ? constant : null;
        }

        @Override
        public List<String> columns() {
            return with == null ? List.of() : List.of(with);
        }
    }

    /** A list of objects from several columns, one item id each; the same id again counts into the quantity. */
    record Products(List<String> columns) implements Field {
        @Override
        public @Nullable JsonNode value(Row row) {
            Map<String, Integer> quantities = new LinkedHashMap<>();
            for (String column : columns) {
                String item = row.text(column);
                if (item != null) {
                    quantities.merge(item, 1, Integer::sum);
                }
            }
            ArrayNode products = NODES.arrayNode();
            quantities.forEach((item, quantity) ->
                    products.addObject().put("product_id", item).put("quantity", quantity));
            return products.isEmpty() ? null : products;
        }
    }

    /** An object of further fields; left out where all of them are. */
    record Nested(Map<String, Field> members) implements Field {
        @Override
        public @Nullable JsonNode value(Row row) {
            ObjectNode object = NODES.objectNode();
            members.forEach((name, field) -> {
                JsonNode value = field.value(row);
                if (value != null) {
                    object.set(name, value);
                }
            });
            return object.isEmpty() ? null : object;
        }

        @Override
        public List<String> columns() {
            return members.values().stream()
                    .flatMap(field -> field.columns().stream())
                    .toList();
        }
    }
}
