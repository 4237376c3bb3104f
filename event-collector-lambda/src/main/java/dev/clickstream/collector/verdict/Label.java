package dev.clickstream.collector.verdict;

import org.jspecify.annotations.Nullable;

/** What could be told of a message that was refused; each is null when it could not. */
public record Label(
        @Nullable String messageId,
        @Nullable String event,
        @Nullable String schema,
        @Nullable String key) {
    public static final Label UNREADABLE = new Label(null, null, null, null);
}
