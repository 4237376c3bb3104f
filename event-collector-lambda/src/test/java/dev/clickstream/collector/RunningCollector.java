package dev.clickstream.collector;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The collector as a process of its own, and a client for it. */
final class RunningCollector implements AutoCloseable {
    private static final Program PROGRAM = withHeap("256m");

    final ChildProgram program;
    private final URI root;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RunningCollector(String bootstrap, Path log) {
        this(PROGRAM, bootstrap, log);
    }

    RunningCollector(Program program, String bootstrap, Path log) {
        this(program, bootstrap, Map.of(), log);
    }

    /** @param more settings, and what the AWS SDK reads */
    RunningCollector(Program program, String bootstrap, Map<String, String> more, Path log) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "COLLECTOR_PORT",
                "0",
                "COLLECTOR_HOST",
                "127.0.0.1",
                "COLLECTOR_KAFKA_BOOTSTRAP",
                bootstrap,
                "COLLECTOR_WRITE_KEYS",
                "k1=web",
                "COLLECTOR_PII_KEYS_FILE",
                "src/test/resources/pii-keys.json",
                "COLLECTOR_DELIVERY_TIMEOUT_MS",
                "5000"));
        environment.putAll(more);
        this.program = ChildProgram.start(program, environment, List.of(), log);
        root = URI.create(this.program.awaitReady(Duration.ofSeconds(60)).substring("ready ".length()));
    }

    static Program withHeap(String heap) {
        return new Program("event-collector-lambda", "dev.clickstream.collector.Main", heap);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString("k1:".getBytes(UTF_8)));
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
        program.close();
    }
}
