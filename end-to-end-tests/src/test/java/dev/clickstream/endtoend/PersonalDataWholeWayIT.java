package dev.clickstream.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Personal data planted in every place that can hold some, and looked for in all tables of the warehouse and in the bytes of
 * every file that the platform wrote: logs, lake, state, the database itself. The topics are looked through beside the
 * collector.
 */
class PersonalDataWholeWayIT {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Path PLACES =
            Path.of("../event-collector-lambda/src/test/resources/personal-data-canaries.txt");
    private static final Pattern PAYLOAD = Pattern.compile("payload\\\\*\":\\\\*\"([A-Za-z0-9+/=]+)");
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private static Path folder;

    private static FrontDoor door;

    private record Canary(String tell, String path, String body) {}

    @BeforeAll
    static void up() {
        door = new FrontDoor(folder);
        door.run("up", "--detach", "--heartbeat", "20").mustSucceed();
    }

    @AfterAll
    static void down() {
        door.run("down").mustSucceed();
    }

    @Test
    void noPlantedValueIsInTheWarehouseNorInAnyFile() throws Exception {
        List<Canary> canaries = canaries();
        int refused = 0;
        for (Canary canary : canaries) {
            refused += post(canary.path(), canary.body()) == 200 ? 0 : 1;
        }
        assertThat(refused).isBetween(1, 5);
        await().atMost(LONG).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            JsonNode counts =
                    JSON.readTree(door.run("status", "--json").mustSucceed().output());
            assertThat(counts.path("landed").asLong())
                    .isPositive()
                    .isEqualTo(counts.path("in_kafka").asLong());
            assertThat(counts.path("silver").asLong()
                            + counts.path("duplicates").asLong()
                            + counts.path("quarantine").asLong())
                    .isEqualTo(counts.path("landed").asLong());
        });
        int stored = canaries.size() - refused;
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(count("landing.events") + count("landing.rejected"))
                        .isGreaterThanOrEqualTo(stored));

        String warehouse = warehouse();
        assertThat(warehouse).contains("hash:local:", "token:local:", "[redacted]", "encrypted:local:");
        assertThat(found(canaries, warehouse)).isEmpty();
        assertThat(foundInFiles(canaries)).isEmpty();
    }

    @Test
    void heartbeatsTellHowLongTheWayToGoldIs() {
        await().atMost(LONG).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            JsonNode told =
                    JSON.readTree(door.run("freshness", "--json").mustSucceed().output());
            int heartbeats = told.path("heartbeats").asInt();
            assertThat(heartbeats).isPositive();
            // Medians of several heartbeats need not add up, but the whole way is never shorter than one of its stages.
            assertThat(told.at("/p50/post_to_gold").asLong())
                    .isPositive()
                    .isGreaterThanOrEqualTo(told.at("/p50/post_to_collector").asLong())
                    .isGreaterThanOrEqualTo(told.at("/p50/collector_to_landing").asLong())
                    .isGreaterThanOrEqualTo(told.at("/p50/landing_to_gold").asLong());
            if (heartbeats == 1) {
                assertThat(told.at("/p50/post_to_gold").asLong())
                        .isEqualTo(told.at("/p50/post_to_collector").asLong()
                                + told.at("/p50/collector_to_landing").asLong()
                                + told.at("/p50/landing_to_gold").asLong());
            }
        });
    }

    private static String warehouse() {
        StringBuilder all = new StringBuilder();
        String tables = sql(
                "select table_schema || '.' || table_name as name from information_schema.tables where table_schema in ('landing', 'bronze', 'silver', 'gold')");
        for (String line : tables.lines().toList()) {
            all.append(sql("select * from " + JSON.readTree(line).path("name").asString()));
        }
        PAYLOAD.matcher(all.toString())
                .results()
                .forEach(payload ->
                        all.append('\n').append(new String(Base64.getDecoder().decode(payload.group(1)), UTF_8)));
        return all.toString();
    }

    private static List<String> foundInFiles(List<Canary> canaries) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.isReadable(file) && Files.size(file) < 64 << 20) {
                    found(canaries, new String(Files.readAllBytes(file), ISO_8859_1))
                            .forEach(body -> found.add(folder.relativize(file) + " holds " + body));
                }
            }
        }
        return found;
    }

    private static List<String> found(List<Canary> canaries, String text) {
        String searched = text.toLowerCase(Locale.ROOT);
        return canaries.stream()
                .filter(canary -> searched.contains(canary.tell()))
                .map(Canary::body)
                .toList();
    }

    /** One for each place; the kinds that need a check digit are planted beside the collector. */
    private static List<Canary> canaries() throws IOException {
        List<Canary> canaries = new ArrayList<>();
        for (String line : Files.readAllLines(PLACES)) {
            String[] place = line.split(" ", 3);
            if (!line.startsWith("#")
                    && Set.of("email", "name", "secret", "phone").contains(place[0])) {
                int number = 1000 + canaries.size();
                String value = switch (place[0]) {
                    case "email" -> "canary.%d@quill%d.example".formatted(number, number);
                    case "phone" -> "+659123%d".formatted(number);
                    default -> "zebulona%dhush".formatted(number);
                };
                String once = URLEncoder.encode(value, UTF_8);
                String body = place[2].replace("§%%", URLEncoder.encode(once, UTF_8))
                        .replace("§%", once)
                        .replace("§", value)
                        .replace("#\"", number + "\"");
                canaries.add(new Canary(value.replaceAll("[+]|@.*", ""), place[1], body));
            }
        }
        return canaries;
    }

    private static long count(String table) {
        return JSON.readTree(sql("select count(*) as n from " + table))
                .path("n")
                .asLong();
    }

    private static String sql(String query) {
        return door.run("sql", "--json", query).mustSucceed().output();
    }

    private static int post(String path, String body) throws IOException, InterruptedException {
        String key = Base64.getEncoder().encodeToString((door.endpoints().get("WRITE_KEY") + ":").getBytes(UTF_8));
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(door.endpoints().get("COLLECTOR_URL") + path))
                                    .header("Authorization", "Basic " + key)
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
        }
    }
}
