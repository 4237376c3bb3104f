package dev.clickstream.cli.send;

import org.jspecify.annotations.Nullable;

/** A finite stream of messages whose number is known beforehand; read by one thread. */
public interface MessageSource extends AutoCloseable {
    /** What is sent, in words. */
    String description();

    long size();

    /** The next message; null after the last. */
    @Nullable
    Message next();

    @Override
    default void close() {}
}
