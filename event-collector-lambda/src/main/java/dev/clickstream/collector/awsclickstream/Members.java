package dev.clickstream.collector.awsclickstream;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The members of an object on their way into others; knows which have still to go. */
final class Members {
    private final ObjectNode from;
    private final Set<String> gone = new HashSet<>();

    Members(ObjectNode from) {
        this.from = from;
    }

    JsonNode node(String name) {
        return from.path(name);
    }

    /** Empty if it is absent or no text. */
    String text(String name) {
        return from.path(name).isString() ? from.path(name).stringValue() : "";
    }

    /** Neither absent nor null nor empty: so the SDKs write what they do not know. */
    boolean isGiven(String name) {
        JsonNode value = from.path(name);
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isString() && value.stringValue().isEmpty());
    }

    void copy(String name, ObjectNode to, String newName) {
        if (isGiven(name)) {
            to.set(newName, from.path(name));
        }
    }

    /** Nothing happens if it is not given, or went elsewhere before. */
    void move(String name, ObjectNode to, String newName) {
        if (isGiven(name) && gone.add(name)) {
            to.set(newName, from.path(name));
        }
    }

    /** Moves it and takes it out of the object it stood in. */
    void take(String name, ObjectNode to, String newName) {
        copy(name, to, newName);
        from.remove(name);
    }

    /** The object of that name, which is then done with; an empty one if there is none. */
    ObjectNode takeObject(String name) {
        if (from.path(name) instanceof ObjectNode object) {
            gone.add(name);
            return object;
        }
        return JsonNodeFactory.instance.objectNode();
    }

    void drop(String name) {
        gone.add(name);
    }

    /** What has not gone elsewhere, under its own name, unless something of that name is there. */
    void keepRest(ObjectNode to) {
        from.forEachEntry((name, value) -> {
            if (!gone.contains(name) && !to.has(name)) {
                to.set(name, value);
            }
        });
    }
}
