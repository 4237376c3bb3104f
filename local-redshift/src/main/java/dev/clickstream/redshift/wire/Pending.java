package dev.clickstream.redshift.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message sent to the backend whose answer has not come yet. */
sealed interface Pending {

    /**
     * Parse, Bind, Describe or Close: answered by one message.
     *
     * @param refusal what the client is told when the backend fails it, as it will where the gate refused
     */
    record Step(@Nullable ErrorReport refusal) implements Pending {

        static final Step PLAIN = new Step(null);
    }

    /** Sync: answered by readiness, whatever came before it. */
    record Sync() implements Pending {}

    /**
     * A simple query or an Execute, with the COPYs it has, in order.
     *
     * @param commits whether each TRUNCATE in it is followed by a COMMIT of ours, which the client is not to see
     * @param refusal what the client is told when the backend fails it
     */
    record Run(
            boolean simple,
            Deque<CopyStream> copies,
            boolean commits,
            @Nullable ErrorReport refusal) implements Pending {

        static Run simple(List<CopyStream> copies, boolean commits) {
            return new Run(true, new ArrayDeque<>(copies), commits, null);
        }

        /** Sent as something that will fail, for a reason of ours. */
        static Run refused(ErrorReport reason) {
            return new Run(true, new ArrayDeque<>(), false, reason);
        }

        static Run execute(List<CopyStream> copies) {
            return new Run(false, new ArrayDeque<>(copies), false, null);
        }
    }

    /** A question of our own, of which the client must hear nothing. */
    record Side(SideQuery query) implements Pending {}
}
