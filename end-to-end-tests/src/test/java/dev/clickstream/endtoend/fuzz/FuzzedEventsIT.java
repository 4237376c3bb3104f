package dev.clickstream.endtoend.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.Launch;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Program;
import dev.clickstream.launcher.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever the collector accepts, the warehouse can load: events as wild as its limits allow, over every route, through the
 * real collector, Kafka and the loader, to COPY. {@code -Dfuzz.events} says how many are to be accepted, {@code -Dfuzz.seed}
 * which.
 */
class FuzzedEventsIT {
    private static final int WANTED = Integer.getInteger("fuzz.events", 5_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20261125);
    private static final Duration READY = Duration.ofMinutes(3);
    private static final Duration LANDS_WITHIN = Duration.ofMinutes(5);
    private static final Duration MODELS_WITHIN = Duration.ofMinutes(15);
    private static final String KEY = "fuzz-key";
    private static final Pattern ACCEPTED_METRIC = Pattern.compile("(?m)^collector_events_accepted_total ([0-9.E]+)$");
    private static final Pattern REJECTED_METRIC =
            Pattern.compile("(?m)^collector_events_rejected_total\\{code=\"(\\w+)\"} ([0-9.E]+)");
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private static Path folder;

    private static LocalPlatform platform;
    private static ChildProgram collector;
    private static ChildProgram loader;
    private static URI url;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        platform =
                LocalPlatform.start(EnumSet.of(Service.KAFKA, Service.S3, Service.REDSHIFT), folder.resolve("state"));
        collector = ChildProgram.start(
                new Program("event-collector-lambda", "dev.clickstream.collector.Main", "512m"),
                Map.of(
                        "COLLECTOR_PORT", "0",
                        "COLLECTOR_HOST", "127.0.0.1",
                        "COLLECTOR_KAFKA_BOOTSTRAP", platform.endpoint("KAFKA_BOOTSTRAP"),
                        "COLLECTOR_WRITE_KEYS", KEY + "=fuzz",
                        "COLLECTOR_PII_KEYS_FILE", "../images/collector/pii-keys.json"),
                List.of(),
                folder.resolve("collector.log"));
        Map<String, String> environment = new HashMap<>(platform.awsEnvironment());
        environment.putAll(Map.of(
                "LOADER_KAFKA_BOOTSTRAP", platform.endpoint("KAFKA_BOOTSTRAP"),
                "LOADER_BUCKET", platform.endpoint("S3_BUCKET"),
                "LOADER_REDSHIFT_JDBC_URL", platform.endpoint("REDSHIFT_JDBC_URL"),
                "LOADER_REDSHIFT_USER", platform.endpoint("REDSHIFT_USER"),
                "LOADER_REDSHIFT_PASSWORD", platform.endpoint("REDSHIFT_PASSWORD"),
                "LOADER_IAM_ROLE", platform.endpoint("REDSHIFT_IAM_ROLE"),
                "LOADER_WORK_DIR", folder.resolve("loader").toString(),
                "LOADER_CYCLE_SECONDS", "5"));
        loader = ChildProgram.start(
                new Program("warehouse-loader", "dev.clickstream.loader.Main", "256m"),
                environment,
                List.of(),
                folder.resolve("loader.log"));
        url = URI.create(collector.awaitReady(READY).substring("ready ".length()));
        loader.awaitReady(READY);
    }

    @AfterAll
    static void stop() {
        loader.close();
        collector.close();
        platform.close();
    }

    @Test
    void everyAcceptedEventLandsOnceWithItsValues() throws Exception {
        WildRequests requests = new WildRequests(SEED);
        Map<String, Integer> routes = new TreeMap<>();
        long accepted = 0;
        long rejected = 0;
        while (accepted < WANTED) {
            WildRequests.Request request = requests.next(KEY);
            HttpResponse<byte[]> answer = send(request);
            assertThat(answer.statusCode())
                    .as("%s: %s", request.path(), new String(answer.body(), UTF_8))
                    .isEqualTo(200);
            routes.merge(request.route(), 1, Integer::sum);
            if (!request.isGet()) {
                JsonNode said = JSON.readTree(answer.body());
                accepted += said.path("accepted").asLong();
                rejected += said.path("rejected").size();
            }
        }
        assertThat(routes.keySet())
                .containsExactlyInAnyOrder("batch", "beacon", "call", "clickstream", "events", "pixel");
        // A pixel's answer is a picture: the collector's own counters tell of those too.
        String metrics = metrics();
        long stored = number(ACCEPTED_METRIC, metrics);
        Map<String, Long> refused = rejections(metrics);
        System.out.printf("seed %d: %d accepted, rejected %s, requests %s%n", SEED, stored, refused, routes);
        assertThat(stored).isGreaterThanOrEqualTo(accepted);
        assertThat(refused.getOrDefault("collector_fault", 0L)).isZero();
        // A fuzzer whose events are refused shows nothing.
        assertThat(stored).isGreaterThan(3 * rejected);

        await().atMost(LANDS_WITHIN).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            assertThat(query("select count(*) from landing.events")).isEqualTo(stored);
            assertThat(query("select count(*) from landing.rejected"))
                    .isEqualTo(
                            refused.values().stream().mapToLong(Long::longValue).sum());
        });
        assertThat(query("select count(*) from landing.dead_letters")).isZero();
        // Of a load that failed. A rejected event may be too long for its column and be cut; Kafka's client has
        // complaints of its own.
        assertThat(Files.readAllLines(folder.resolve("loader.log")))
                .noneMatch(line -> line.matches(".* (WARN|ERROR) (Loader|SliceFile|KafkaSourceLog|Main) - .*"))
                .anyMatch(line -> line.contains("INFO Loader - loaded:"));
        try (Connection warehouse = connect()) {
            assertThat(new LandedEvents(platform.endpoint("KAFKA_BOOTSTRAP"), warehouse).differences())
                    .isEmpty();
        }
        assertModelsTakeAllOf(stored);
    }

    /** Every model with its data tests: what one of them cannot read would stop all of them. */
    private static void assertModelsTakeAllOf(long landed) throws IOException {
        Path house = Path.of("..").toRealPath();
        Map<String, String> environment = new HashMap<>();
        for (String name : List.of("HOST", "PORT", "DATABASE", "USER", "PASSWORD")) {
            environment.put("REDSHIFT_" + name, platform.endpoint("REDSHIFT_" + name));
        }
        environment.put("RUNNER_STATE_DIR", folder.resolve("dbt").toString());
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        List<String> command =
                List.of(house.resolve(".clickstream/python/bin/python").toString(), "-m", "runner", "--once");
        Launch launch =
                new Launch("dbt", command, environment, house.resolve("dbt-project"), folder.resolve("dbt.log"));
        try (ChildProgram models = ChildProgram.start(launch)) {
            assertThat(models.awaitExit(MODELS_WITHIN)).as(models.lastWords()).isZero();
        }
        assertThat(query("select count(*) from silver.events")
                        + query("select count(*) from silver.event_duplicates")
                        + query("select count(*) from silver.event_quarantine"))
                .isEqualTo(landed);
    }

    private HttpResponse<byte[]> send(WildRequests.Request request) throws IOException, InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(url.resolve(request.path()));
        if (request.isGet()) {
            builder.GET();
        } else {
            builder.header("Content-Type", request.contentType()).POST(BodyPublishers.ofByteArray(request.body()));
        }
        if (request.gzip()) {
            builder.header("Content-Encoding", "gzip");
        }
        if (!request.path().contains(KEY)) {
            String key = Base64.getEncoder().encodeToString((KEY + ":").getBytes(UTF_8));
            builder.header("Authorization", "Basic " + key);
        }
        return http.send(builder.build(), BodyHandlers.ofByteArray());
    }

    private String metrics() throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(url.resolve("/metrics")).build(), BodyHandlers.ofString())
                .body();
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return (long) Double.parseDouble(matcher.group(1));
    }

    private static Map<String, Long> rejections(String metrics) {
        Map<String, Long> counts = new TreeMap<>();
        REJECTED_METRIC.matcher(metrics).results().forEach(found -> {
            long count = (long) Double.parseDouble(found.group(2));
            if (count > 0) {
                counts.put(found.group(1), count);
            }
        });
        return counts;
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                platform.endpoint("REDSHIFT_JDBC_URL"),
                platform.endpoint("REDSHIFT_USER"),
                platform.endpoint("REDSHIFT_PASSWORD"));
    }

    /** -1 while the table is not there yet. */
    private static long query(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            return -1;
        }
    }
}
