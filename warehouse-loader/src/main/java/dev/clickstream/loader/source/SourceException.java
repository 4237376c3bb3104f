package dev.clickstream.loader.source;

/** The log could not be read as planned. */
public final class SourceException extends RuntimeException {
    public SourceException(String message) {
        super(message);
    }
}
