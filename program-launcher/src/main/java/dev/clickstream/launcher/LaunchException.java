package dev.clickstream.launcher;

/** A program could not be started, or died before it was ready; the message says which and where to look. */
public final class LaunchException extends RuntimeException {
    public LaunchException(String message) {
        super(message);
    }

    public LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}
