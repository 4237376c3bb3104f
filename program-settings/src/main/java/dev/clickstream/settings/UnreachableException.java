package dev.clickstream.settings;

import org.jspecify.annotations.Nullable;

/** Something a program cannot begin without does not answer; the message says what, where, and what to look at. */
public final class UnreachableException extends RuntimeException {
    /** The exit code of a program that could not reach what it needs. */
    public static final int UNREACHABLE = 3;

    public UnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
