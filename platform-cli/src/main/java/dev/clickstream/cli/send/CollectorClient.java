package dev.clickstream.cli.send;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Posts batches to the collector's {@code /v1/batch}. */
public final class CollectorClient implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI batchUri;
    private final String authorization;

    public CollectorClient(URI collector, String writeKey) {
        this.batchUri = URI.create(collector.toString().replaceAll("/+$", "") + "/v1/batch");
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
    }

    Answer post(List<Message> batch) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(batchUri)
                .timeout(REQUEST_TIMEOUT)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body(batch)))
                .build();
        try {
            return answer(http.send(request, BodyHandlers.ofString()), batch.size());
        } catch (IOException failure) {
            String message = failure.getMessage();
            String kind = failure.getClass().getSimpleName();
            return new Answer.TryAgain(message == null ? kind : kind + ": " + message, null);
        }
    }

    static byte[] body(List<Message> batch) {
        ArrayNode messages = JSON.createArrayNode();
        batch.forEach(message -> messages.add(message.json()));
        return JSON.writeValueAsBytes(JSON.createObjectNode().set("batch", messages));
    }

    private static Answer answer(HttpResponse<String> response, int batchSize) {
        int status = response.statusCode();
        if (status == 200) {
            return judged(response.body(), batchSize);
        }
        if (status == 413) {
            return new Answer.TooLarge();
        }
        String why = "status " + status + describe(response.body());
        return status == 429 || status >= 500
                ? new Answer.TryAgain(why, retryAfter(response))
                : new Answer.Refused(why);
    }

    private static Answer judged(String body, int batchSize) {
        JsonNode json = parse(body);
        if (json == null || !json.path("accepted").isInt()) {
            return new Answer.TryAgain("status 200 with a body that is no verdict", null);
        }
        List<Verdict> verdicts = new ArrayList<>();
        for (int index = 0; index < batchSize; index++) {
            verdicts.add(new Verdict.Accepted());
        }
        int rejected = 0;
        for (JsonNode rejection : json.path("rejected")) {
            int index = rejection.path("index").asInt(-1);
            if (index < 0 || index >= batchSize || verdicts.get(index) instanceof Verdict.Rejected) {
                return new Answer.TryAgain("a verdict on message " + index + " of " + batchSize, null);
            }
            verdicts.set(index, rejected(rejection));
            rejected++;
        }
        int accepted = json.path("accepted").intValue();
        return accepted + rejected == batchSize
                ? new Answer.Judged(verdicts)
                : new Answer.TryAgain(
                        "verdicts on %d messages, sent %d".formatted(accepted + rejected, batchSize), null);
    }

    private static Verdict.Rejected rejected(JsonNode rejection) {
        return new Verdict.Rejected(
                rejection.path("code").asString("unknown"),
                rejection.path("rule").asString(""),
                rejection.path("pointer").asString(""),
                rejection.path("hint").asString(""));
    }

    private static String describe(String body) {
        JsonNode json = parse(body);
        return json != null && json.has("message")
                ? ": " + json.path("code").asString("") + " "
                        + json.path("message").asString("")
                : "";
    }

    private static @Nullable JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            return null;
        }
    }

    private static @Nullable Duration retryAfter(HttpResponse<String> response) {
        Optional<String> seconds = response.headers().firstValue("Retry-After");
        return seconds.filter(text -> text.matches("\\d{1,4}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(null);
    }

    @Override
    public void close() {
        http.close();
    }
}
