package dev.clickstream.bench.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.clickstream.launcher.House;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Starts the collector many times in each of its forms, without and with an AOT cache (JEP 483, 514, 515), which the form itself
 * learns before: until it is ready, and until the first event is in Kafka and answered. A real broker; runs without and with take turns.
 */
public final class ColdStartRun {
    private static final String KEY = "bench-key";
    private static final int LESSONS = 40;
    private static final int OK = 200;

    private final int runs;
    private final Consumer<String> notes;

    /** @param runs of each */
    public ColdStartRun(int runs, Consumer<String> notes) {
        this.runs = runs;
        this.notes = requireNonNull(notes);
    }

    /**
     * One line of the table.
     *
     * @param cacheBytes size of the AOT cache; 0 without one
     */
    public record Row(String title, long cacheBytes, Start median) {}

    /**
     * @param folder empty; emptied by the caller
     * @param rows told of each as soon as it is known
     */
    public void run(Path folder, Consumer<Row> rows) throws IOException, InterruptedException {
        House house = House.find();
        try (LocalPlatform platform = LocalPlatform.start(Set.of(Service.KAFKA), folder.resolve("platform"));
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            Path keys = Files.writeString(
                    folder.resolve("pii-keys.json"),
                    "{\"current\": \"bench\", \"bench\": \"keys for this run only, of no use later\"}");
            Map<String, String> common = Map.of(
                    "COLLECTOR_KAFKA_BOOTSTRAP",
                    platform.endpoint("KAFKA_BOOTSTRAP"),
                    "COLLECTOR_WRITE_KEYS",
                    KEY + "=bench",
                    "COLLECTOR_PII_KEYS_FILE",
                    keys.toString(),
                    // On a busy machine a start is slow, and no less a start.
                    "COLLECTOR_DELIVERY_TIMEOUT_MS",
                    "60000");
            Map<String, String> served = new HashMap<>(common);
            served.put("COLLECTOR_HOST", "127.0.0.1");
            served.put("COLLECTOR_PORT", "0");
            for (Form form : List.of(
                    Form.Image.laidOut(house, folder.resolve("layout"), served),
                    new Form.Function(house, false, common),
                    new Form.Function(house, true, common))) {
                Path own = Files.createDirectories(folder.resolve(form.title().replaceAll("\\W+", "-")));
                rows(form, client, own).forEach(rows);
            }
        }
    }

    private List<Row> rows(Form form, HttpClient client, Path folder) throws IOException, InterruptedException {
        Path cache = folder.resolve("program.aot");
        notes.accept(form.title() + ": learning ...");
        learn(form, client, cache, Files.createDirectory(folder.resolve("learning")));
        List<Start> without = new ArrayList<>();
        List<Start> with = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            notes.accept("%s: start %d of %d ...".formatted(form.title(), run, runs));
            without.add(start(form, List.of(), client, Files.createDirectory(folder.resolve("without-" + run))));
            with.add(start(
                    form,
                    List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on"),
                    client,
                    Files.createDirectory(folder.resolve("with-" + run))));
        }
        return List.of(
                new Row(form.title(), 0, Start.median(without)),
                new Row(form.title(), Files.size(cache), Start.median(with)));
    }

    private static void learn(Form form, HttpClient client, Path cache, Path work)
            throws IOException, InterruptedException {
        try (Form.Started started = form.start(List.of("-XX:AOTCacheOutput=" + cache), work)) {
            for (int lesson = 0; lesson < LESSONS; lesson++) {
                post(client, started.url());
            }
            started.stop();
        }
        if (!Files.exists(cache)) {
            throw new IllegalStateException("%s left no AOT cache; its log is in %s".formatted(form.title(), work));
        }
    }

    private static Start start(Form form, List<String> flags, HttpClient client, Path work)
            throws IOException, InterruptedException {
        try (Form.Started started = form.start(flags, work)) {
            double readyCpu = started.cpuSeconds();
            long asked = System.nanoTime();
            post(client, started.url());
            Duration answered = started.ready().plusNanos(System.nanoTime() - asked);
            return new Start(started.ready(), readyCpu, answered, started.cpuSeconds());
        }
    }

    private static void post(HttpClient client, URI url) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(url.resolve("/v1/track"))
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString((KEY + ":").getBytes(UTF_8)))
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"event\":\"Product Viewed\",\"userId\":\"ann\",\"anonymousId\":\"device-ann\",\"context\":{\"ip\":\"203.0.113.7\",\"page\":{\"url\":\"https://example.com/?q=1\"}},\"properties\":{\"product_id\":\"hotel-7\",\"price\":\"120.00\",\"currency\":\"EUR\"}}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != OK) {
            throw new IllegalStateException(
                    "an event was answered with %d: %s".formatted(response.statusCode(), response.body()));
        }
    }
}
