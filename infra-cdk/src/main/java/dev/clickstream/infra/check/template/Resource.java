package dev.clickstream.infra.check.template;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A resource whose references are resolved.
 *
 * @param stack the template it stands in
 * @param id its logical id
 * @param ref what {@code Ref} gives
 * @param arn what its ARN attribute gives
 * @param definition type, properties and policies, without any intrinsic function
 */
public record Resource(String stack, String id, String type, String ref, String arn, JsonNode definition) {
    /** The property at a dotted path; a missing node when there is none. */
    public JsonNode at(String path) {
        JsonNode node = definition.path("Properties");
        for (String step : path.split("\\.")) {
            node = node.path(step);
        }
        return node;
    }

    /** The property as text; empty when there is none or it is no text. */
    public String text(String path) {
        return at(path).asString("");
    }

    public boolean has(String path) {
        JsonNode node = at(path);
        return !node.isMissingNode() && !node.isNull() && !(node.isContainer() && node.isEmpty());
    }

    /** Templates say true as a boolean or as text. */
    public boolean isTrue(String path) {
        return text(path).equals("true");
    }

    /** Said to be false, not merely left out. */
    public boolean isFalse(String path) {
        return text(path).equals("false");
    }

    /** The elements at a path; none when there is nothing. */
    public List<JsonNode> each(String path) {
        return elements(at(path));
    }

    public boolean is(String type) {
        return this.type.equals(type);
    }

    /** Whether it outlives its stack. */
    public boolean isKept() {
        String policy = definition.path("DeletionPolicy").asString("Delete");
        return policy.startsWith("Retain") || policy.equals("Snapshot");
    }

    /** A list's elements; one element for a single value, as IAM's language allows. */
    public static List<JsonNode> elements(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        return node.isArray() ? List.copyOf(node.values()) : List.of(node);
    }
}
