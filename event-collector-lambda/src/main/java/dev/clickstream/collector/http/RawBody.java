package dev.clickstream.collector.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.ServerHttpRequest;
import java.io.IOException;
import java.io.InputStream;

/**
 * A request's body as it came. Binding it to a parameter would go by the content type, and a form's (Rudder's Node SDK
 * sends its gzip so) would be taken apart.
 */
final class RawBody {
    private RawBody() {}

    /**
     * Waits until the body is there; only for threads that may block.
     *
     * @param most bytes to take; a longer body is cut one byte after them, enough to see that it is too long
     */
    static byte[] of(HttpRequest<?> request, int most) throws IOException {
        HttpRequest<?> arrived = request;
        while (!(arrived instanceof ServerHttpRequest<?>) && arrived instanceof HttpRequestWrapper<?> wrapper) {
            arrived = wrapper.getDelegate();
        }
        if (!(arrived instanceof ServerHttpRequest<?> server)) {
            throw new IOException(
                    "not a server's request: " + arrived.getClass().getName());
        }
        try (InputStream body = server.byteBody().toInputStream()) {
            return body.readNBytes(most + 1);
        }
    }
}
