package dev.clickstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The images built and the composed platform run, from POST to DynamoDB and to gold. Needs a Docker engine and Compose. */
class DockerComposeIT {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String PROJECT =
            "clickstream-it-" + ProcessHandle.current().pid();

    private boolean up;

    private final HttpClient http = HttpClient.newHttpClient();

    private record Outcome(int code, String output) {}

    @BeforeEach
    void up() {
        assumeTrue(
                run("docker", "info", "--format", "{{.ServerVersion}}").code() == 0
                        && run("docker", "compose", "version").code() == 0,
                "no Docker engine with Compose answers here: the composed platform is not run");
        up = true;
        Outcome started = compose("up", "--build", "--detach");
        assertThat(started.code()).as(started.output()).isZero();
    }

    @AfterEach
    void down() {
        if (up) {
            compose("down", "--volumes");
        }
    }

    @Test
    void bringsAnEventToDynamoDbAndToGold() throws IOException, InterruptedException {
        HttpRequest track = HttpRequest.newBuilder(URI.create("http://127.0.0.1:8080/v1/track"))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString("local-development-key:".getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString("""
                        {"event":"Product Viewed","userId":"ann","properties":{"product_id":"hotel-7","category":"hotels"}}"""))
                .build();

        // Compose has started the collector; that it serves shows by its first answer.
        await().atMost(LONG)
                .ignoreExceptions()
                .until(() -> http.send(track, BodyHandlers.ofString()).statusCode() == 200);

        await().atMost(LONG).untilAsserted(() -> assertThat(recentItems()).contains("hotel-7"));
        await().atMost(LONG).untilAsserted(() -> assertThat(gold().output()).contains("hotels"));
    }

    private String recentItems() throws IOException, InterruptedException {
        HttpRequest query = HttpRequest.newBuilder(URI.create("http://127.0.0.1:8000"))
                .header("X-Amz-Target", "DynamoDB_20120810.Query")
                .header("Content-Type", "application/x-amz-json-1.0")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=local/20260101/ap-southeast-1/dynamodb/aws4_request, "
                                + "SignedHeaders=host, Signature=none")
                .POST(BodyPublishers.ofString("""
                        {"TableName":"recent-items","KeyConditionExpression":"profile_id = :p",
                         "ExpressionAttributeValues":{":p":{"S":"user:ann"}}}"""))
                .build();
        return http.send(query, BodyHandlers.ofString()).body();
    }

    private static Outcome gold() {
        return compose(
                "exec",
                "-T",
                "runner",
                "python",
                "/opt/clickstream/runner/query.py",
                "select * from gold.daily_category_engagement");
    }

    private static Outcome compose(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "compose", "--project-name", PROJECT));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    private static Outcome run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("..").toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(30, TimeUnit.MINUTES) ? process.exitValue() : 1, output);
        } catch (IOException absent) {
            return new Outcome(127, String.valueOf(absent.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
