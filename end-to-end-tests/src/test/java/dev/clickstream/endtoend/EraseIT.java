package dev.clickstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickstream.endtoend.FrontDoor.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two people on one platform, of whom one is erased: there is nothing of her any more, nothing brings her back, and the other
 * one stays as he was. All her ids hold {@link #ANN}, so that one text finds her anywhere.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EraseIT {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ANN = "ann-7f3a91";
    private static final String BOB = "bob-2c64d8";

    @TempDir
    private static Path folder;

    private static FrontDoor door;
    private static Traces traces;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void up() {
        door = new FrontDoor(folder);
        // The slow models follow soon, so that what they hold is gone soon.
        door.run(Map.of("RUNNER_SLOW_INTERVAL_SECONDS", "20"), "up", "--detach", "--heartbeat", "0")
                .mustSucceed();
        traces = new Traces(
                door.endpoints(),
                () -> door.run("recent", "--all", "--json").mustSucceed().output(),
                folder);
    }

    @AfterAll
    static void down() {
        door.run("down").mustSucceed();
    }

    @Test
    @Order(1)
    void aDryRunCountsWhatThereIsAndChangesNothing() throws Exception {
        for (String who : new String[] {ANN, BOB}) {
            send(who);
        }
        post(
                "{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"%s\",\"messageId\":\"broken-%s\",\"properties\":{\"product_id\":7}}"
                        .formatted(ANN, ANN));
        await().atMost(LONG).pollInterval(Duration.ofSeconds(5)).untilAsserted(() -> {
            assertThat(traces.of(ANN))
                    .anyMatch(place -> place.contains("gold."))
                    .contains("the hot table");
            assertThat(traces.of(BOB))
                    .anyMatch(place -> place.contains("gold."))
                    .contains("the hot table");
        });
        assertThat(traces.of(ANN))
                .anyMatch(place -> place.contains("landing.events"))
                .anyMatch(place -> place.contains("landing.rejected"))
                .anyMatch(place -> place.contains("landing.identity_links"))
                .anyMatch(place -> place.contains("silver.users"))
                .anyMatch(place -> place.startsWith("s3 landing/events/"));

        JsonNode counts = JSON.readTree(
                door.run("erase", ANN, "--dry-run", "--json").mustSucceed().output());

        assertThat(counts.path("entries").asInt()).as("she and two devices").isEqualTo(3);
        assertThat(counts.at("/places/hot store items/found").asInt()).isPositive();
        assertThat(counts.at("/places/landing rows/found").asInt()).isGreaterThanOrEqualTo(6);
        assertThat(counts.at("/places/silver rows/found").asInt()).isPositive();
        assertThat(traces.of(ANN)).contains("the hot table");
    }

    @Test
    @Order(2)
    void whoIsErasedIsNowhereAndTheOtherIsUnharmed() throws Exception {
        String ofBob = traces.of(BOB).toString();
        String orders = sql("select count(*) as n from silver.orders");

        Outcome erased = door.run("erase", ANN);

        assertThat(erased.code()).as(erased.output() + erased.errors()).isZero();
        assertThat(erased.output()).contains("final: nothing is left");
        assertThat(erased.errors()).contains("hot store", "landing", "lake", "warehouse");
        assertThat(traces.of(ANN)).isEmpty();
        assertThat(traces.of(BOB)).hasToString(ofBob);
        assertThat(orders).contains("2");
        assertThat(sql("select count(*) as n from silver.orders")).contains("1");
        assertThat(door.run("audit", "--whole").mustSucceed().output()).contains("no gap");
        try (Stream<Path> receipts = Files.list(folder.resolve("erasures"))) {
            assertThat(receipts)
                    .singleElement()
                    .satisfies(receipt -> assertThat(receipt)
                            .content()
                            .contains("\"final\" : true")
                            .doesNotContain(ANN));
        }
    }

    @Test
    @Order(3)
    void reloadReplayAndRebuildBringNobodyBack() throws Exception {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String from = today.minusDays(1).toString();
        String to = today.plusDays(1).toString();
        String ofBob = door.run("recent", BOB, "--json").output();

        door.run("reload", "--from", from, "--to", to, "--all").mustSucceed();
        door.run("replay", "--from", from, "--to", to, "--origin", "kafka").mustSucceed();
        door.run("replay", "--from", from, "--to", to).mustSucceed();
        assertThat(door.run("replay", "--rejected").mustSucceed().errors()).contains("of people who were erased");
        door.run("rebuild", "recent-items").mustSucceed();

        await().atMost(LONG).pollInterval(Duration.ofSeconds(5)).untilAsserted(() -> {
            JsonNode counts =
                    JSON.readTree(door.run("status", "--json").mustSucceed().output());
            assertThat(counts.path("silver").asLong()
                            + counts.path("duplicates").asLong()
                            + counts.path("quarantine").asLong())
                    .isEqualTo(counts.path("landed").asLong());
            assertThat(counts.path("duplicates").asLong()).as("Bob, sent again").isPositive();
        });
        assertThat(traces.of(ANN)).isEmpty();
        assertThat(door.run("recent", BOB, "--json").output()).contains("hotel-of-" + BOB);
        assertThat(ofBob).contains("hotel-of-" + BOB);
    }

    @Test
    @Order(4)
    void whatComesLateStaysOutAndWhatSheDoesNowIsANewPersons() throws Exception {
        Instant before = Instant.now().minus(1, ChronoUnit.DAYS);
        post(view(ANN, "phone-" + ANN, "late-" + ANN, before));
        post(view(ANN, "phone-" + ANN, "new-hotel", Instant.now()));

        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(door.run("recent", ANN, "--json").output()).contains("new-hotel"));
        assertThat(door.run("recent", ANN, "--json").output()).doesNotContain("late-");
        await().atMost(LONG).pollInterval(Duration.ofSeconds(5)).untilAsserted(() -> {
            assertThat(sql("select count(*) as n from landing.events where user_id = '" + ANN + "'"))
                    .contains("1");
        });
    }

    @Test
    @Order(5)
    void erasedAgainThereIsNothingInTheEndAndOnceMoreNothingToFind() throws Exception {
        assertThat(door.run("erase", ANN).code()).isZero();
        assertThat(traces.of(ANN)).isEmpty();

        JsonNode again =
                JSON.readTree(door.run("erase", ANN, "--json").mustSucceed().output());

        assertThat(again.path("final").asBoolean()).isTrue();
        again.path("places")
                .forEach(place -> assertThat(place.path("found").asLong()).isZero());
        Outcome unknown = door.run("erase", "nobody-ever-saw");
        assertThat(unknown.output()).contains("there was nothing of this person");
    }

    private void send(String who) throws IOException, InterruptedException {
        Instant start = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
        post(view(null, "phone-" + who, "seen-alone-by-" + who, start));
        post(
                "{\"type\":\"identify\",\"userId\":\"%s\",\"anonymousId\":\"phone-%s\",\"messageId\":\"login-%s\",\"timestamp\":\"%s\"}"
                        .formatted(who, who, who, start.plusSeconds(60)));
        post(view(who, "laptop-" + who, "hotel-of-" + who, start.plusSeconds(120)));
        post(("{\"type\":\"track\",\"event\":\"Product Added to Wishlist\",\"userId\":\"%s\",\"messageId\":\"wish-%s\","
                        + "\"timestamp\":\"%s\",\"properties\":{\"product_id\":\"hotel-of-%s\"}}")
                .formatted(who, who, start.plusSeconds(180), who));
        post(
                ("{\"type\":\"track\",\"event\":\"Order Completed\",\"userId\":\"%s\",\"messageId\":\"order-%s\",\"timestamp\":\"%s\","
                                + "\"properties\":{\"order_id\":\"order-of-%s\",\"currency\":\"SGD\",\"revenue\":\"90.00\","
                                + "\"products\":[{\"product_id\":\"hotel-of-%s\",\"price\":\"90.00\",\"quantity\":1}]}}")
                        .formatted(who, who, start.plusSeconds(240), who, who));
    }

    private static String view(String user, String device, String product, Instant at) {
        return "{\"type\":\"track\",\"event\":\"Product Viewed\",%s\"anonymousId\":\"%s\",\"messageId\":\"view-%s\",\"timestamp\":\"%s\",\"properties\":{\"product_id\":\"%s\"}}"
                .formatted(
                        user == null ? "" : "\"userId\":\"%s\",".formatted(user),
                        device,
                        product,
                        at.truncatedTo(ChronoUnit.MILLIS),
                        product);
    }

    private void post(String message) throws IOException, InterruptedException {
        Map<String, String> endpoints = door.endpoints();
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoints.get("COLLECTOR_URL") + "/v1/events"))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                (endpoints.get("WRITE_KEY") + ":").getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("[" + message + "]"))
                .build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    private static String sql(String query) {
        return door.run("sql", "--json", query).mustSucceed().output();
    }
}
