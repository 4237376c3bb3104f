package dev.clickstream.cli.file;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonPointer;

/** Reads the values in a mapping's properties and context. */
final class FieldReader {
    private static final Set<String> FIELD_WORDS = Set.of("column", "constant", "products");

    private FieldReader() {}

    static Field.Nested nested(Part part) {
        Map<String, Field> members = new LinkedHashMap<>();
        part.members().forEach((name, member) -> members.put(name, field(member)));
        return new Field.Nested(members);
    }

    static Field field(Part part) {
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
