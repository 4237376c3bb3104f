package dev.clickstream.bench.collect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Posts over kept connections, each as soon as the last was answered or at a steady rate. Requests are made once, and only the digits of their message ids
 * are changed: on two cores a driver that does more would be what is measured.
 */
final class HttpLoad {
    private static final int EVENT_BYTES = 1024;
    private static final int ID_DIGITS = 16;
    private static final String ID = "0".repeat(ID_DIGITS);

    private final URI target;
    private final String writeKey;
    private final int connections;
    private final int batch;
    private final Duration every;
    private final AtomicLong ids = new AtomicLong(System.nanoTime());

    /**
     * @param target with the path to post to
     * @param batch events of one post
     * @param every time between two posts of a connection; zero for as soon as the last was answered
     */
    HttpLoad(URI target, String writeKey, int connections, int batch, Duration every) {
        this.target = target;
        this.writeKey = writeKey;
        this.connections = connections;
        this.batch = batch;
        this.every = every;
    }

    /**
     * @param answers how long each post took that was answered with 200; at a steady rate, from when it was due
     * @param others posts that were answered otherwise
     */
    record Load(List<Duration> answers, long others, Duration took) {}

    Load run(Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        long begun = System.nanoTime();
        List<Future<List<Long>>> running = new ArrayList<>();
        List<Duration> answers = new ArrayList<>();
        long others = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                long first = begun + every.toNanos() * i / connections;
                running.add(threads.submit(() -> connection(first, until)));
            }
            for (Future<List<Long>> connection : running) {
                for (long nanos : connection.get()) {
                    if (nanos < 0) {
                        others++;
                    } else {
                        answers.add(Duration.ofNanos(nanos));
                    }
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("%s does not take posts: %s".formatted(target, e.getCause()), e);
        }
        return new Load(answers, others, Duration.ofNanos(System.nanoTime() - begun));
    }

    /** Nanoseconds of each post; negative for one that was not answered with 200. */
    private List<Long> connection(long first, long until) {
        byte[] request = request();
        List<Integer> places = places(request);
        List<Long> took = new ArrayList<>();
        try (Socket socket = new Socket(target.getHost(), target.getPort())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream(), 4096);
            for (long due = first; awaited(due) < until; due += every.toNanos()) {
                for (int place : places) {
                    write(request, place, ids.incrementAndGet());
                }
                long sent = every.isZero() ? System.nanoTime() : due;
                out.write(request);
                boolean good = answer(in) == 200;
                took.add(good ? System.nanoTime() - sent : -1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return took;
    }

    /** Gives the time when it is due; at once when that is over. */
    private static long awaited(long due) {
        long now = System.nanoTime();
        while (now < due) {
            LockSupport.parkNanos(due - now);
            now = System.nanoTime();
        }
        return now;
    }

    private byte[] request() {
        StringBuilder body = new StringBuilder(batch == 1 ? "" : "{\"batch\":[");
        for (int i = 0; i < batch; i++) {
            body.append(i == 0 ? "" : ",").append(event());
        }
        body.append(batch == 1 ? "" : "]}");
        byte[] bytes = body.toString().getBytes(UTF_8);
        String key = Base64.getEncoder().encodeToString((writeKey + ":").getBytes(UTF_8));
        byte[] head = """
                POST %s HTTP/1.1\r
                Host: %s:%d\r
                Authorization: Basic %s\r
                X-Write-Key: %s\r
                Content-Type: application/json\r
                User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36\r
                Content-Length: %d\r
                \r
                """.formatted(
                        target.getRawPath(), target.getHost(), target.getPort(), key, writeKey, bytes.length)
                .getBytes(ISO_8859_1);
        byte[] request = new byte[head.length + bytes.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(bytes, 0, request, head.length, bytes.length);
        return request;
    }

    /** A product view as a browser's SDK sends it, filled up to a kilobyte. */
    private static String event() {
        String event = """
                {"type":"track","event":"Product Viewed","messageId":"%s","anonymousId":"0b5a1f0e-4b8e-4f0e-9c41-6b8f0c2d7f11",\
                "timestamp":"2026-11-25T12:00:00.000Z","context":{"page":{"path":"/hotels/7","title":"Hotel by the sea","url":\
                "https://www.example.com/hotels/7?utm_source=news"},"locale":"en-SG","timezone":"Asia/Singapore","library":{"name":\
                "analytics.js","version":"next-1.84.0"}},"properties":{"product_id":"hotel-7","name":"Hotel by the sea","category":\
                "hotel","price":"120.00","currency":"EUR","position":3,"note":"%s"}}""";
        int without = event.formatted(ID, "").length();
        return event.formatted(ID, "x".repeat(Math.max(0, EVENT_BYTES - without)));
    }

    private static List<Integer> places(byte[] request) {
        String text = new String(request, ISO_8859_1);
        List<Integer> places = new ArrayList<>();
        for (int at = text.indexOf(ID); at >= 0; at = text.indexOf(ID, at + ID_DIGITS)) {
            places.add(at);
        }
        return places;
    }

    private static void write(byte[] request, int place, long id) {
        long rest = id;
        for (int digit = ID_DIGITS - 1; digit >= 0; digit--) {
            request[place + digit] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Reads one answer whole and gives its status. */
    private static int answer(InputStream in) throws IOException {
        int status = 0;
        int length = 0;
        boolean chunked = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (status == 0) {
                status = Integer.parseInt(line.split(" ")[1]);
            } else if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            } else if (line.regionMatches(true, 0, "transfer-encoding:", 0, 18)) {
                chunked = true;
            }
        }
        if (chunked) {
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                in.skipNBytes(size + 2L);
            }
            line(in);
        } else {
            in.skipNBytes(length);
        }
        return status;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("the connection was closed");
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }
}
