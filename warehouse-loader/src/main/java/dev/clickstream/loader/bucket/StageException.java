package dev.clickstream.loader.bucket;

/** The bucket refused what it should have taken, or does not hold what it should. */
public final class StageException extends RuntimeException {
    public StageException(String message) {
        super(message);
    }

    public StageException(String message, Throwable cause) {
        super(message, cause);
    }
}
