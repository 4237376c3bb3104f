package dev.clickstream.loader.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Stands between a loader and its bucket, reads each request, and does with it what it was told to. */
final class S3Wire implements Closeable {
    /** @param key of the object, without the bucket; empty for a request about the bucket */
    record Request(String method, String key) {
        boolean puts(String prefix) {
            return method.equals("PUT") && key.startsWith(prefix);
        }
    }

    private static final Function<Request, Fate> QUIET = request -> Fate.PASS;
    private static final Set<String> NOT_PASSED_ON =
            Set.of("connection", "expect", "transfer-encoding", "content-length", "keep-alive");

    private final HttpServer front;
    private final URI target;
    private volatile Function<Request, Fate> tap = QUIET;

    private S3Wire(HttpServer front, URI target) {
        this.front = front;
        this.target = target;
    }

    static S3Wire to(URI target) {
        try {
            HttpServer front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            S3Wire wire = new S3Wire(front, target);
            front.createContext("/", wire::serve);
            front.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            front.start();
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + front.getAddress().getPort();
    }

    void tap(Function<Request, Fate> tap) {
        this.tap = tap;
    }

    void quiet() {
        tap = QUIET;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String[] path = exchange.getRequestURI().getPath().split("/", 3);
            Fate fate = tap.apply(new Request(exchange.getRequestMethod(), path.length < 3 ? "" : path[2]));
            switch (fate) {
                case Fate.Pass _ -> answer(exchange, asked(exchange, body));
                case Fate.PassAfter after -> {
                    after.first().run();
                    answer(exchange, asked(exchange, body));
                }
                case Fate.AnswerAfter after -> {
                    Answer answer = asked(exchange, body);
                    after.first().run();
                    answer(exchange, answer);
                }
                case Fate.CutBefore cut -> cut.then().run();
                case Fate.CutAfter cut -> {
                    asked(exchange, body);
                    cut.then().run();
                }
                case Fate.Refuse refuse -> refuse(exchange, refuse.status());
                case Fate.Say _ -> throw new IllegalArgumentException("S3 knows no SQL");
            }
        }
    }

    private record Answer(int status, String head, byte[] body) {}

    /** The request as it came, in HTTP 1.0: so its answer ends with the connection. The signature covers the host's name. */
    private Answer asked(HttpExchange exchange, byte[] body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), target.getPort())) {
            StringBuilder head = new StringBuilder("%s %s HTTP/1.0\r\n"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toASCIIString()));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value ->
                            head.append(name).append(": ").append(value).append("\r\n"));
                }
            });
            head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
            OutputStream out = socket.getOutputStream();
            out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
            return read(socket.getInputStream());
        }
    }

    private static Answer read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the server behind the wire gave no answer");
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        return new Answer(Integer.parseInt(text.split(" ", 3)[1]), text, in.readAllBytes());
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        for (String line : answer.head().lines().skip(1).toList()) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon);
            boolean length = name.equalsIgnoreCase("content-length");
            if (colon > 0 && !name.equalsIgnoreCase("connection") && (!length || head)) {
                exchange.getResponseHeaders()
                        .add(name, line.substring(colon + 1).strip());
            }
        }
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        if (answer.body().length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        String code = status == 429 ? "TooManyRequests" : status == 503 ? "SlowDown" : "InternalError";
        byte[] body =
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>injected</Message></Error>"
                        .formatted(code)
                        .getBytes(StandardCharsets.UTF_8);
        boolean bare = exchange.getRequestMethod().equals("HEAD");
        exchange.getResponseHeaders().add("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bare ? -1 : body.length);
        if (!bare) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        front.stop(0);
    }
}
