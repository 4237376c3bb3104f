package dev.clickstream.collector.access;

import static java.util.Objects.requireNonNull;

import dev.clickstream.source.Source;
import dev.clickstream.source.Sources;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the source of each message of one request: the request's own key counts first, then the message's, then the query's. */
public final class MessageSources {
    /** The source in a rejection when the write key is not known. */
    public static final String UNKNOWN = "unknown";

    private final Sources sources;
    private final Optional<Source> ofRequest;
    private final Optional<Source> ofQuery;

    /**
     * @param ofRequest the source of the key in the header or of the batch; counts for every message
     * @param ofQuery the source of the key in the query; counts for messages without a key
     */
    public MessageSources(Sources sources, Optional<Source> ofRequest, Optional<Source> ofQuery) {
        this.sources = requireNonNull(sources);
        this.ofRequest = requireNonNull(ofRequest);
        this.ofQuery = requireNonNull(ofQuery);
    }

    public Optional<Source> of(ObjectNode message) {
        if (ofRequest.isPresent()) {
            return ofRequest;
        }
        JsonNode key = message.path("writeKey");
        return key.isString() && !key.stringValue().isEmpty() ? sources.ofKey(key.stringValue()) : ofQuery;
    }

    /** The source of a message that cannot be read, as far as the request tells. */
    public String ofUnreadable() {
        return ofRequest.or(() -> ofQuery).map(Source::name).orElse(UNKNOWN);
    }
}
