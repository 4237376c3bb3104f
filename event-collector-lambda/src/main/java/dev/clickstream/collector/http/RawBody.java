package dev.clickstream.collector.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.AvailableByteBody;
import io.micronaut.http.body.ByteBody;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
     * @throws TimeoutException if it did not come whole in time, be it that nothing came or too little at a time
     * @throws IOException if the sender went away
     */
    static byte[] of(HttpRequest<?> request, int most, Duration timeout) throws IOException, TimeoutException {
        ByteBody body = arrived(request).byteBody();
        if (body instanceof AvailableByteBody whole && whole.length() <= most) {
            // It came with its headers, as nearly all do.
            return whole.toByteArray();
        }
        InputStream in = body.toInputStream();
        CompletableFuture<byte[]> reading = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                reading.complete(in.readNBytes(most + 1));
            } catch (IOException | RuntimeException e) {
                reading.completeExceptionally(e);
            }
        });
        try {
            return reading.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("the body could not be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            in.close();
        }
    }

    private static ServerHttpRequest<?> arrived(HttpRequest<?> request) throws IOException {
        HttpRequest<?> arrived = request;
        while (!(arrived instanceof ServerHttpRequest<?>) && arrived instanceof HttpRequestWrapper<?> wrapper) {
            arrived = wrapper.getDelegate();
        }
        if (arrived instanceof ServerHttpRequest<?> server) {
            return server;
        }
        throw new IOException("not a server's request: " + arrived.getClass().getName());
    }
}
