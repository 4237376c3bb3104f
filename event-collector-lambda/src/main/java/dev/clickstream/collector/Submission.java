package dev.clickstream.collector;

import dev.clickstream.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * A request to collect, without HTTP around it.
 *
 * @param type that the path names; null on a path for all
 * @param authorization the header; null if absent
 * @param queryKey the write key in the query; null if absent
 * @param origin of the page that sends, as the browser says; null from whatever is no page
 * @param signature the header of that name; null if absent
 */
public record Submission(
        byte[] body,
        @Nullable EventType type,
        @Nullable String authorization,
        @Nullable String queryKey,
        @Nullable String userAgent,
        @Nullable String origin,
        @Nullable String signature) {}
