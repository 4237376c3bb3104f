package dev.clickstream.cli.source;

/** The document of all sources cannot be read or changed; the message says which, and why. */
public final class SourcesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SourcesException(String message) {
        super(message);
    }
}
