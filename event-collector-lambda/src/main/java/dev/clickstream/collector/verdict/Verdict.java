package dev.clickstream.collector.verdict;

import dev.clickstream.event.Domain;
import dev.clickstream.event.Event;
import dev.clickstream.event.EventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the collector decided about one message. */
public sealed interface Verdict {
    /** Who sent the message; {@code unknown} if that cannot be told. */
    String source();

    /**
     * What is left of an event once it is written: a request may hold thousands, and their trees take many times as much.
     *
     * @param key on the main topics
     * @param schema null if unplanned
     * @param envelope the event's wire form, written once: it is bounded before it is accepted
     */
    record Accepted(
            String messageId,
            String key,
            String source,
            @Nullable String schema,
            Domain domain,
            byte[] envelope) implements Verdict {
        public Accepted(Event event, Domain domain, byte[] envelope) {
            this(event.messageId(), event.key(), event.source(), event.schema(), domain, envelope);
        }
    }

    /**
     * @param index the message's place in the batch, from 0
     * @param original the message, as far as it may be kept
     * @param type that the path named; null on a path for all
     * @param source the write key's source, or {@code unknown}
     * @param violations at least one, the most telling first
     */
    record Rejected(
            int index,
            Original original,
            @Nullable EventType type,
            String source,
            Label label,
            List<Violation> violations)
            implements Verdict {
        public Rejected {
            violations = List.copyOf(violations);
            if (violations.isEmpty()) {
                throw new IllegalArgumentException("a rejection needs a violation, had none");
            }
        }

        public RejectionCode code() {
            return violations.getFirst().code();
        }
    }
}
