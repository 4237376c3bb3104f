package dev.clickstream.collector.standardise;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes a message's context whole: what its batch said for all, and what the envelope has no place for. */
final class ContextMember {
    private static final String NAME = "context";
    /** Members beside the known ones are kept here, not refused and not taken for anything else. */
    private static final String EXTRAS = "extras";

    private ContextMember() {}

    /** Puts the batch's context under the message's own, member by member. The batch's object is shared: never change it. */
    static void addDefaults(ObjectNode message, @Nullable ObjectNode ofBatch) {
        if (ofBatch == null) {
            return;
        }
        JsonNode own = message.path(NAME);
        if (own instanceof ObjectNode context) {
            ofBatch.forEachEntry((name, value) -> {
                if (!context.has(name)) {
                    context.set(name, value.deepCopy());
                }
            });
        } else if (own.isMissingNode() || own.isNull() || (own.isArray() && own.isEmpty())) {
            message.set(NAME, ofBatch.deepCopy());
        }
    }

    static void addExtras(ObjectNode context, ObjectNode message, Set<String> known) {
        ObjectNode extras =
                context.path(EXTRAS) instanceof ObjectNode given ? given : JsonNodeFactory.instance.objectNode();
        message.forEachEntry((name, value) -> {
            boolean empty = value.isNull() || (value.isContainer() && value.isEmpty());
            if (!known.contains(name) && !empty && !extras.has(name)) {
                extras.set(name, value);
            }
        });
        if (!extras.isEmpty() && (!context.has(EXTRAS) || context.path(EXTRAS).isObject())) {
            context.set(EXTRAS, extras);
        }
    }
}
