package dev.clickstream.bench.latency;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Posts at a steady rate, whether or not earlier posts were answered: a slow answer delays nothing that comes after it. Users come
 * in runs of a few views, as on the travel file, where 0.42 writes fall to an event.
 */
final class OpenLoop {
    static final Duration TICK = Duration.ofMillis(100);
    private static final int RUN_OF_A_USER = 5;
    private static final int USERS = 20_000;
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI events;
    private final String authorization;
    private final AtomicLong refused = new AtomicLong();
    private long number;

    OpenLoop(String collector, String writeKey) {
        events = URI.create(collector + "/v1/events");
        authorization =
                "Basic " + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
    }

    /** Sends these many views of ordinary users, and one of the marker's. */
    CompletableFuture<Void> post(int views, String marker) {
        ArrayNode batch = JsonMapper.shared().createArrayNode();
        for (int i = 0; i < views; i++) {
            number++;
            batch.add(view("user-" + number / RUN_OF_A_USER % USERS, number % RUN_OF_A_USER));
        }
        if (!marker.isEmpty()) {
            number++;
            batch.add(view(marker, 0));
        }
        HttpRequest request = HttpRequest.newBuilder(events)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(batch.toString()))
                .build();
        return http.sendAsync(request, BodyHandlers.discarding()).thenAccept(this::count);
    }

    private void count(HttpResponse<Void> answer) {
        if (answer.statusCode() != OK) {
            refused.incrementAndGet();
        }
    }

    private ObjectNode view(String user, long item) {
        ObjectNode view = JsonMapper.shared()
                .createObjectNode()
                .put("type", "track")
                .put("event", "Product Viewed")
                .put("messageId", "bench-" + number)
                .put("userId", user)
                .put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        view.putObject("properties").put("product_id", "item-" + number + "-" + item);
        return view;
    }

    /** Posts that were not answered with 200. */
    long refused() {
        return refused.get();
    }
}
