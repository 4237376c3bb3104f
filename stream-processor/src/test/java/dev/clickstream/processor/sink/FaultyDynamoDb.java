package dev.clickstream.processor.sink;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** DynamoDB with a fault in one write of fifty: a proxy on the loopback address that passes everything else on as it is. */
final class FaultyDynamoDb implements AutoCloseable {
    private static final int EVERY = 50;
    private static final Set<String> NOT_PASSED_ON =
            Set.of("host", "content-length", "connection", "expect", "upgrade", "http2-settings", "transfer-encoding");

    enum Fault {
        INTERNAL_ERROR,
        THROTTLED,
        /** Applied, but the client never hears of it. */
        CUT_AFTER_IT_WAS_APPLIED
    }

    private final URI target;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger writes = new AtomicInteger();
    private final Map<Fault, Integer> faults = new ConcurrentHashMap<>();

    FaultyDynamoDb(URI target) throws IOException {
        this.target = target;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How often each fault was shown. */
    Map<Fault, Integer> faults() {
        return new TreeMap<>(faults);
    }

    int writes() {
        return writes.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String operation = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        int write = operation.endsWith(".PutItem") ? writes.incrementAndGet() : 0;
        if (write == 0 || write % EVERY != 0) {
            passOn(exchange, body, true);
            return;
        }
        Fault fault = Fault.values()[write / EVERY % Fault.values().length];
        faults.merge(fault, 1, Integer::sum);
        switch (fault) {
            case INTERNAL_ERROR -> refuse(exchange, 500, "InternalServerError");
            case THROTTLED -> refuse(exchange, 400, "ProvisionedThroughputExceededException");
            case CUT_AFTER_IT_WAS_APPLIED -> {
                passOn(exchange, body, false);
                exchange.close();
            }
        }
    }

    private void passOn(HttpExchange exchange, byte[] body, boolean answer) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target).POST(BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            if (answer) {
                Headers headers = exchange.getResponseHeaders();
                response.headers().map().forEach((name, values) -> {
                    if (!NOT_PASSED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                        headers.put(name, values);
                    }
                });
                send(exchange, response.statusCode(), response.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.close();
        }
    }

    private static void refuse(HttpExchange exchange, int status, String type) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        String body = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"a fault of the test\"}"
                .formatted(type);
        send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        client.shutdownNow();
        threads.shutdownNow();
    }
}
