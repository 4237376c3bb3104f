package dev.clickstream.collector.http;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.cors.CorsFilter;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of other origins send, with credentials, and read the answer whatever it is. A preflight carries no key and
 * needs none. Micronaut's own filter refuses every page when the server is on the same machine.
 */
@Replaces(CorsFilter.class)
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
public final class CrossOriginFilter {
    /** Segment's SDK asks for x-retry-count only on a retry: without it every retried event would be lost. */
    private static final String ALLOWED_HEADERS =
            "authorization, content-type, content-encoding, x-retry-count, x-write-key, anonymousid, sentat";

    /** Answers a preflight; null lets any other request go on. */
    @RequestFilter
    public @Nullable HttpResponse<?> answerPreflight(HttpRequest<?> request) {
        if (request.getMethod() != HttpMethod.OPTIONS) {
            return null;
        }
        MutableHttpResponse<?> response = HttpResponse.noContent()
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, OPTIONS")
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS)
                .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600");
        allowOrigin(request, response);
        return response;
    }

    /** On errors too: without it the browser hides the status from the SDK. */
    @ResponseFilter
    public void allowOrigin(HttpRequest<?> request, MutableHttpResponse<?> response) {
        String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        response.header(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (origin != null) {
            response.header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                    .header(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true")
                    .header(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, HttpHeaders.RETRY_AFTER);
        }
    }
}
