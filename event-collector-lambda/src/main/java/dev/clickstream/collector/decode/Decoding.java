package dev.clickstream.collector.decode;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What became of a body. */
public sealed interface Decoding {
    /**
     * The messages of a body and what was said once for all of them.
     *
     * @param writeKey at batch level; null if absent
     * @param sentAt at batch level, as sent; null if absent
     * @param context at batch level, the default of each message's; null if absent
     */
    record Batch(
            List<Slice> messages,
            @Nullable String writeKey,
            @Nullable JsonNode sentAt,
            @Nullable ObjectNode context) implements Decoding {
        public Batch {
            messages = List.copyOf(messages);
        }
    }

    /** The whole body is refused. */
    record Refused(Refusal refusal) implements Decoding {}
}
