package dev.clickstream.processor.operations;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers {@code GET /health} (200 while every service works, else 503; JSON) and {@code GET /metrics} (Prometheus). A service
 * that restores its state is healthy: who restarts it then makes it begin again.
 */
public final class OperationsServer implements AutoCloseable {
    private final List<RunningService> services;
    private final ProcessorMetrics metrics;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("operations").factory());

    private OperationsServer(List<RunningService> services, ProcessorMetrics metrics, HttpServer server) {
        this.services = List.copyOf(services);
        this.metrics = requireNonNull(metrics);
        this.server = requireNonNull(server);
    }

    /**
     * @param port 0 for any that is free
     * @throws UncheckedIOException if the address is taken or not of this machine
     */
    public static OperationsServer start(
            String host, int port, List<RunningService> services, ProcessorMetrics metrics) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen on %s:%d for /health and /metrics: %s".formatted(host, port, e.getMessage()), e);
        }
        services.forEach(metrics::register);
        OperationsServer operations = new OperationsServer(services, metrics, server);
        server.createContext("/health", operations::health);
        server.createContext("/metrics", operations::metrics);
        server.setExecutor(operations.threads);
        server.start();
        return operations;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void health(HttpExchange exchange) throws IOException {
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        ObjectNode byName = answer.putObject("services");
        boolean isUp = true;
        for (RunningService service : services) {
            ServiceHealth health = service.health();
            isUp &= health.isUp();
            byName.putObject(service.name())
                    .put("state", health.state())
                    .put("lag_records", health.lagRecords())
                    .put("restoring_records", health.restoringRecords());
        }
        answer.put("status", isUp ? "up" : "down");
        answer(exchange, isUp ? 200 : 503, "application/json", answer.toString());
    }

    private void metrics(HttpExchange exchange) throws IOException {
        answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", metrics.text());
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        try (exchange) {
            boolean isGet = exchange.getRequestMethod().equals("GET");
            byte[] bytes = (isGet ? body : "").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(isGet ? status : 405, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(bytes);
                }
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
