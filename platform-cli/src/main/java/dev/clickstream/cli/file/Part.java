package dev.clickstream.cli.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A part of a mapping file that knows its place, for messages such as {@code own.yaml: events[2].type: ...}. */
record Part(String file, String path, JsonNode node) {

    DataException error(String message) {
        return new DataException(file + ": " + (path.isEmpty() ? "" : path + ": ") + message);
    }

    void knowsOnly(String... words) {
        if (!node.isObject()) {
            throw error("found " + kind() + ", wanted an object with " + new TreeSet<>(Set.of(words)));
        }
        for (String name : node.propertyNames()) {
            if (!Set.of(words).contains(name)) {
                throw error("the word '" + name + "' is unknown; known are " + new TreeSet<>(Set.of(words)));
            }
        }
    }

    boolean has(String name) {
        return node.has(name) && !node.get(name).isNull();
    }

    Part member(String name) {
        return new Part(file, path.isEmpty() ? name : path + "." + name, node.path(name));
    }

    String text(String name) {
        Part member = member(name);
        if (!has(name)) {
            throw error("'" + name + "' is missing");
        }
        return member.asText();
    }

    @Nullable
    String optionalText(String name) {
        return has(name) ? text(name) : null;
    }

    String asText() {
        if (!node.isValueNode() || node.isNull()) {
            throw error("found " + kind() + ", wanted text");
        }
        return node.asString();
    }

    /** The members of a list; one text stands for a list of one. */
    List<String> texts(String name) {
        return member(name).asTexts();
    }

    List<String> asTexts() {
        if (node.isMissingNode()) {
            return List.of();
        }
        return node.isArray() ? items().stream().map(Part::asText).toList() : List.of(asText());
    }

    List<Part> items() {
        if (!node.isArray()) {
            throw error("found " + kind() + ", wanted a list");
        }
        List<Part> items = new ArrayList<>();
        for (int index = 0; index < node.size(); index++) {
            items.add(new Part(file, path + "[" + index + "]", node.get(index)));
        }
        return items;
    }

    Map<String, Part> members() {
        if (node.isMissingNode()) {
            return Map.of();
        }
        if (!node.isObject()) {
            throw error("found " + kind() + ", wanted an object");
        }
        Map<String, Part> members = new LinkedHashMap<>();
        node.propertyNames().forEach(name -> members.put(name, member(name)));
        return members;
    }

    private String kind() {
        if (node.isMissingNode() || node.isNull()) {
            return "nothing";
        }
        return node.isArray() ? "a list" : node.isObject() ? "an object" : "'" + node.asString() + "'";
    }
}
