package dev.clickstream.collector;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.decode.Protocol;
import dev.clickstream.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * A request to collect, without HTTP around it.
 *
 * @param protocol how its body is to be read
 * @param type that the path names; null on a path for all
 * @param authorization the header; null if absent
 * @param queryKey the write key in the query; null if absent
 * @param origin of the page that sends, as the browser says; null from whatever is no page
 * @param signature the header of that name; null if absent
 */
public record Submission(
        byte[] body,
        Protocol protocol,
        @Nullable EventType type,
        @Nullable String authorization,
        @Nullable String queryKey,
        @Nullable String userAgent,
        @Nullable String origin,
        @Nullable String signature) {
    public Submission {
        requireNonNull(body, "body");
        requireNonNull(protocol, "protocol");
    }
}
