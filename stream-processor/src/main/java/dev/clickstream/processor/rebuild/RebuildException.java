package dev.clickstream.processor.rebuild;

/** The rebuild cannot go on; the live table is what it was. The message says why, and what to do. */
public final class RebuildException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RebuildException(String message) {
        super(message);
    }
}
