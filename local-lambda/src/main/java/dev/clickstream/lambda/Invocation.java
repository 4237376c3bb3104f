package dev.clickstream.lambda;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** One event on its way through a function. */
record Invocation(String id, byte[] event, Instant deadline, CompletableFuture<Outcome> outcome) {
    /** What the function made of it. */
    sealed interface Outcome {
        record Answered(byte[] json) implements Outcome {}

        /** @param error the runtime's own words, JSON */
        record Failed(byte[] error) implements Outcome {}
    }

    Invocation {
        requireNonNull(id);
        requireNonNull(event);
        requireNonNull(deadline);
        requireNonNull(outcome);
    }

    static Invocation of(byte[] event, Instant deadline) {
        return new Invocation(UUID.randomUUID().toString(), event, deadline, new CompletableFuture<>());
    }
}
