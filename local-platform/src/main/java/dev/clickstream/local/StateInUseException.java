package dev.clickstream.local;

/** Another platform runs on the same state directory. */
final class StateInUseException extends RuntimeException {
    StateInUseException(String message) {
        super(message);
    }
}
