package dev.clickstream.loader.warehouse;

/** The warehouse knows who asks and says no: trying again changes nothing. */
public final class RefusedLoginException extends RuntimeException {
    public RefusedLoginException(String message, Throwable cause) {
        super(message, cause);
    }
}
