package dev.clickstream.cli.send;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A collector that misbehaves as told for its first requests, then accepts what has no {@code bad}. */
final class FakeCollector implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    static final Behaviour HANG_UP = HttpExchange::close;

    final List<String> accepted = Collections.synchronizedList(new ArrayList<>());
    final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
    int largestBatch = Integer.MAX_VALUE;
    private final Deque<Behaviour> first = new ArrayDeque<>();
    private final HttpServer server;

    FakeCollector(Behaviour... first) {
        this.first.addAll(List.of(first));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/batch", this::handle);
        server.start();
    }

    static Behaviour status(int status, String... header) {
        return exchange -> {
            if (header.length == 2) {
                exchange.getResponseHeaders().add(header[0], header[1]);
            }
            respond(exchange, status, "{\"success\":false,\"code\":\"c" + status + "\",\"message\":\"said so\"}");
        };
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void handle(HttpExchange exchange) throws IOException {
        authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
        JsonNode batch = JSON.readTree(exchange.getRequestBody().readAllBytes()).path("batch");
        Behaviour behaviour;
        synchronized (first) {
            behaviour = first.poll();
        }
        if (behaviour != null) {
            behaviour.answer(exchange);
        } else if (batch.size() > largestBatch) {
            respond(exchange, 413, "{}");
        } else {
            respond(exchange, 200, judge(batch));
        }
    }

    private String judge(JsonNode batch) {
        ObjectNode answer = JSON.createObjectNode().put("success", true);
        ArrayNode rejected = JSON.createArrayNode();
        int good = 0;
        for (int index = 0; index < batch.size(); index++) {
            JsonNode message = batch.get(index);
            if (message.has("bad")) {
                rejected.addObject()
                        .put("index", index)
                        .put("code", "schema_violation")
                        .put("rule", "type")
                        .put("pointer", "/properties/price");
            } else {
                good++;
                accepted.add(message.path("messageId").stringValue());
            }
        }
        answer.put("accepted", good).set("rejected", rejected);
        return answer.toString();
    }

    static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
