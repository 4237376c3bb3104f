package dev.clickstream.infra.check;

import dev.clickstream.infra.check.template.Assembly;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A template that is sound in the eyes of every check, and for each check the changes that spoil it. */
final class Samples {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Samples() {}

    static Assembly sound() {
        return assembly((ObjectNode) read("sound.json"));
    }

    /** The changes that a check must find fault with, by the check's name. */
    static Map<String, List<JsonNode>> spoilt() {
        Map<String, List<JsonNode>> spoilt = new LinkedHashMap<>();
        read("spoilt.json").forEachEntry((check, changes) -> spoilt.put(check, new ArrayList<>(changes.values())));
        return spoilt;
    }

    /** Changes that no check may find fault with, though they look like it, by what they are. */
    static Map<String, JsonNode> tolerated() {
        Map<String, JsonNode> tolerated = new LinkedHashMap<>();
        read("tolerated.json").forEachEntry(tolerated::put);
        return tolerated;
    }

    /** @param change a JSON merge patch (RFC 7396) of the sound template's resources */
    static Assembly spoiltBy(JsonNode change) {
        ObjectNode resources = (ObjectNode) read("sound.json");
        merge(resources, change);
        return assembly(resources);
    }

    private static Assembly assembly(ObjectNode resources) {
        ObjectNode template = JSON.createObjectNode();
        template.set("Resources", resources);
        return Assembly.of(Map.of("sample", template));
    }

    private static void merge(ObjectNode target, JsonNode patch) {
        patch.forEachEntry((name, value) -> {
            if (value.isNull()) {
                target.remove(name);
            } else if (value.isObject() && target.path(name).isObject()) {
                merge((ObjectNode) target.path(name), value);
            } else {
                target.set(name, value);
            }
        });
    }

    private static JsonNode read(String file) {
        try (InputStream stream = Samples.class.getResourceAsStream("/check/" + file)) {
            return JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
