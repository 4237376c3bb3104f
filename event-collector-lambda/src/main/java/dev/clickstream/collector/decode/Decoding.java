package dev.clickstream.collector.decode;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;
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
     * @param damage what shows that the body did not arrive as it was sent, in plain words; null if nothing does
     */
    record Batch(
            List<Slice> messages,
            @Nullable String writeKey,
            @Nullable JsonNode sentAt,
            @Nullable ObjectNode context,
            @Nullable String damage)
            implements Decoding {
        public Batch {
            messages = List.copyOf(messages);
        }

        static Batch of(List<Slice> messages) {
            return new Batch(messages, null, null, null, null);
        }

        /** What is no JSON, to be kept and rejected as one message. */
        public static Batch ofText(byte[] text) {
            return of(List.of(new Slice(text, 0, text.length, JsonToken.VALUE_STRING)));
        }
    }

    /** The whole body is refused. */
    record Refused(Refusal refusal) implements Decoding {}
}
