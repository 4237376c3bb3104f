package dev.clickstream.lambda;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * An HTTP API with one route, {@code $default}, to one function, and API Gateway's limits: 10 MB of body, 6 MB of event, 10,240 bytes of
 * headers, 30 s for an answer. Listens on this machine only.
 */
final class Gateway implements AutoCloseable {
    private static final int LARGEST_BODY = 10 << 20;
    private static final int LARGEST_EVENT = 6 << 20;
    private static final int LONGEST_HEADERS = 10_240;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int NO_BODY = -1;

    private final Sandboxes sandboxes;
    private final Clock clock;
    private final HttpServer server;

    /** @param port 0 for any that is free */
    Gateway(Sandboxes sandboxes, Clock clock, int port) throws IOException {
        this.sandboxes = requireNonNull(sandboxes);
        this.clock = requireNonNull(clock);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            HttpEvents.Response response = answer(exchange);
            response.headers().forEach((name, values) -> {
                if (!name.equalsIgnoreCase("content-length")) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            boolean hasBody =
                    response.body().length > 0 && !exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(response.status(), hasBody ? response.body().length : NO_BODY);
            if (hasBody) {
                exchange.getResponseBody().write(response.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private HttpEvents.Response answer(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            return HttpEvents.Response.plain(413, "Request Entity Too Large");
        }
        if (length(exchange.getRequestHeaders()) > LONGEST_HEADERS) {
            return HttpEvents.Response.plain(431, "Request Header Fields Too Large");
        }
        URI uri = exchange.getRequestURI();
        byte[] event = HttpEvents.event(
                new HttpEvents.Request(
                        exchange.getRequestMethod(),
                        uri.getPath(),
                        uri.getRawQuery(),
                        exchange.getRequestHeaders(),
                        body,
                        exchange.getRemoteAddress().getAddress().getHostAddress()),
                clock.instant());
        if (event.length > LARGEST_EVENT) {
            return HttpEvents.Response.plain(413, "Request Entity Too Large");
        }
        return invoked(event);
    }

    private HttpEvents.Response invoked(byte[] event) throws InterruptedException {
        try {
            return sandboxes
                    .invoke(event, PATIENCE)
                    .map(outcome -> switch (outcome) {
                        case Invocation.Outcome.Answered(byte[] json) -> HttpEvents.response(json);
                        case Invocation.Outcome.Failed(byte[] error) -> failed(error);
                    })
                    .orElseGet(() -> HttpEvents.Response.plain(503, "Service Unavailable"));
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            return HttpEvents.Response.plain(500, "Internal Server Error");
        }
    }

    private static HttpEvents.Response failed(byte[] error) {
        System.err.println("the function failed: " + new String(error, java.nio.charset.StandardCharsets.UTF_8));
        return HttpEvents.Response.plain(500, "Internal Server Error");
    }

    private static int length(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .mapToInt(header -> header.getValue().stream()
                        .mapToInt(value -> header.getKey().length() + value.length())
                        .sum())
                .sum();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
