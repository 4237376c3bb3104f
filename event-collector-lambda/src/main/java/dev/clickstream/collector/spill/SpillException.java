package dev.clickstream.collector.spill;

import org.jspecify.annotations.Nullable;

/** The store of spilled batches did not do what it was asked, or holds what cannot be read. */
public final class SpillException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SpillException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
