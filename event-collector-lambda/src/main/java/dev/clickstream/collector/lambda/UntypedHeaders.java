package dev.clickstream.collector.lambda;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Headers without the content type, at which the collector does not look. Micronaut would: under the type of a form it takes any
 * body for one, and fails at bytes that are none, such as the gzip that Rudder's SDKs send under it.
 */
final class UntypedHeaders {
    private UntypedHeaders() {}

    /** Null stays null, as an event without headers has it. */
    static <V> @Nullable Map<String, V> of(@Nullable Map<String, V> headers) {
        if (headers == null) {
            return null;
        }
        Map<String, V> untyped = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        untyped.putAll(headers);
        untyped.remove("content-type");
        return untyped;
    }
}
