package dev.clickstream.processor.rebuild.history;

/** What happened cannot be told in full. The message says what is missing and what to do. */
public final class HistoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public HistoryException(String message) {
        super(message);
    }

    public HistoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
