package dev.clickstream.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;

/**
 * What a runtime asks: the next event, to take an answer or an error. A stand-in of Lambda's Runtime API for one sandbox, which
 * has one event at a time. Source: "Using the Lambda runtime API for custom runtimes", AWS Lambda Developer Guide. The runtime's
 * native client dies of an answer without the headers that the service sends, so all are sent.
 */
final class RuntimeApi implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int NOT_FOUND = 404;

    private final String functionArn;
    private final HttpServer server;
    private final SynchronousQueue<Invocation> next = new SynchronousQueue<>();
    private final CompletableFuture<Void> initialised = new CompletableFuture<>();
    private final CompletableFuture<Void> snapshotTaken = new CompletableFuture<>();
    private final CompletableFuture<Void> restored = new CompletableFuture<>();
    private volatile @Nullable Invocation underWay;

    RuntimeApi(String functionArn) {
        this.functionArn = requireNonNull(functionArn);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(ROOT, this::answer);
        server.start();
    }

    /** As the runtime wants it in its environment. */
    String address() {
        return "127.0.0.1:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Done when the runtime asks for its first event; failed when the function could not be made. */
    CompletableFuture<Void> initialised() {
        return initialised;
    }

    /** Done when the hooks before a snapshot have run; then the runtime waits for {@link #restore}. */
    CompletableFuture<Void> snapshotTaken() {
        return snapshotTaken;
    }

    void restore() {
        restored.complete(null);
    }

    /** Hands an event to the runtime, which must be waiting for one. */
    void give(Invocation invocation) throws InterruptedException {
        next.put(invocation);
    }

    /** To be called when the sandbox is gone: what it was at will not be answered. */
    void gone(String reason) {
        byte[] error = "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"%s\"}"
                .formatted(reason)
                .getBytes(UTF_8);
        Invocation lost = underWay;
        if (lost != null) {
            lost.outcome().complete(new Invocation.Outcome.Failed(error));
        }
        initialised.completeExceptionally(new IllegalStateException(reason));
        snapshotTaken.completeExceptionally(new IllegalStateException(reason));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(ROOT.length());
        byte[] body = exchange.getRequestBody().readAllBytes();
        try {
            switch (path) {
                case "invocation/next" -> next(exchange);
                case "init/error" -> {
                    initialised.completeExceptionally(new IllegalStateException(new String(body, UTF_8)));
                    accepted(exchange);
                }
                case "restore/next" -> {
                    snapshotTaken.complete(null);
                    restored.join();
                    send(exchange, OK, new byte[0]);
                }
                case "restore/error" -> accepted(exchange);
                default -> finished(exchange, path, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        initialised.complete(null);
        Invocation invocation = next.take();
        underWay = invocation;
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        exchange.getResponseHeaders()
                .set(
                        "Lambda-Runtime-Deadline-Ms",
                        Long.toString(invocation.deadline().toEpochMilli()));
        exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000;Sampled=0");
        send(exchange, OK, invocation.event());
    }

    private void finished(HttpExchange exchange, String path, byte[] body) throws IOException {
        Invocation invocation = underWay;
        if (invocation != null && path.equals("invocation/%s/response".formatted(invocation.id()))) {
            underWay = null;
            accepted(exchange);
            invocation.outcome().complete(new Invocation.Outcome.Answered(body));
        } else if (invocation != null && path.equals("invocation/%s/error".formatted(invocation.id()))) {
            underWay = null;
            accepted(exchange);
            invocation.outcome().complete(new Invocation.Outcome.Failed(body));
        } else {
            send(exchange, NOT_FOUND, new byte[0]);
        }
    }

    private static void accepted(HttpExchange exchange) throws IOException {
        send(exchange, ACCEPTED, "{\"status\":\"OK\"}".getBytes(UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.getResponseBody().close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
