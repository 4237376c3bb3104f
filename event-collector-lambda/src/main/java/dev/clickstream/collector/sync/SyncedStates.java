package dev.clickstream.collector.sync;

import java.util.Optional;

/** Where the processor puts what a person's devices are to be told. */
public interface SyncedStates {
    /** @param json one JSON object */
    record State(long version, String json) {}

    /**
     * Empty if nothing is known of the person, or nothing any more.
     *
     * @throws StatesUnavailableException if it cannot be told
     */
    Optional<State> of(String userId);

    /** The states are out of reach for now. */
    final class StatesUnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public StatesUnavailableException(Throwable cause) {
            super(cause);
        }
    }
}
