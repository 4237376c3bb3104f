package dev.clickstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clickstream.endtoend.FrontDoor.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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
 * The whole platform, as its users use it: started by the front door, fed over HTTP, read from DynamoDB and the warehouse. One
 * platform for all tests, which add to it in this order.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeWayIT {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Path DATA = Path.of("../../shared/data");
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private static Path folder;

    private static FrontDoor door;
    private static Path ledger;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void up() {
        door = new FrontDoor(folder);
        ledger = folder.resolve("ledger.jsonl");
        door.run("up", "--detach", "--heartbeat", "0").mustSucceed();
    }

    @AfterAll
    static void down() {
        door.run("down").mustSucceed();
    }

    @Test
    @Order(1)
    void demoReconcilesEveryStage() {
        Outcome demo = door.run("demo", "--events", "30000", "--seed", "7", "--ledger", ledger.toString());

        assertThat(demo.code()).as(demo.output() + demo.errors()).isZero();
        assertThat(demo.output()).contains("all counts reconcile", "gold.daily_sales");
    }

    @Test
    @Order(2)
    void everyTravellerShowsExactlyTheNewestItems() {
        agreesWithReference(ledger);
    }

    @Test
    @Order(2)
    void goldHoldsToTheCellWhatAnotherProgramMakesOfWhatWasSent() {
        await().atMost(LONG).pollInterval(Duration.ofSeconds(5)).untilAsserted(() -> {
            Outcome comparison = door.compareGoldWithReference(ledger);
            assertThat(comparison.output() + comparison.errors()).contains("differing_cells=0");
        });
    }

    @Test
    @Order(3)
    void aBrokenEventGetsItsPointerAndRuleWhileItsNeighboursAreStored() throws Exception {
        String broken =
                "{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"whole-way\",\"messageId\":\"broken\","
                        + "\"properties\":{\"product_id\":7}}";
        String good =
                ("{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\"whole-way\",\"messageId\":\"good\","
                                + "\"timestamp\":\"%s\",\"properties\":{\"product_id\":\"hotel-7\"}}")
                        .formatted(Instant.now().truncatedTo(ChronoUnit.MILLIS));

        JsonNode answer = JSON.readTree(
                post("/v1/events", "[" + broken + "," + good + "]").body());

        assertThat(answer.path("accepted").asInt()).isEqualTo(1);
        // The reference must know of it when it looks at the table again.
        Files.writeString(ledger, "{\"verdict\":\"accepted\",\"message\":" + good + "}\n", StandardOpenOption.APPEND);
        JsonNode verdict = answer.at("/rejected/0");
        assertThat(verdict.path("pointer").asString()).isEqualTo("/properties/product_id");
        assertThat(verdict.path("rule").asString()).isEqualTo("type");
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(
                                door.run("recent", "whole-way", "--json").output())
                        .contains("hotel-7"));
        await().atMost(LONG).untilAsserted(() -> {
            List<String> rows = sql("select record_value from landing.rejected where record_value like '%broken%'")
                    .lines()
                    .toList();
            assertThat(rows).hasSize(1);
            JsonNode rejected = JSON.readTree(
                    JSON.readTree(rows.getFirst()).path("record_value").asString());
            assertThat(new String(
                            Base64.getDecoder().decode(rejected.path("payload").asString()), StandardCharsets.UTF_8))
                    .isEqualTo(broken);
        });
    }

    @Test
    @Order(4)
    void aDeviceThatIsUnlinkedHasItsOwnBackAndThePersonHasItNoMore() throws Exception {
        String anonymous =
                ("{\"type\":\"track\",\"event\":\"Product Viewed\",\"anonymousId\":\"kiosk\",\"messageId\":\"at-the-kiosk\","
                                + "\"timestamp\":\"%s\",\"properties\":{\"product_id\":\"hotel-9\"}}")
                        .formatted(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        String login =
                "{\"type\":\"identify\",\"anonymousId\":\"kiosk\",\"userId\":\"kiosk-guest\",\"messageId\":\"login-at-the-kiosk\"}";
        post("/v1/events", "[" + anonymous + "," + login + "]");
        // The reference must know of it; the login is undone, so it is as if there had been none.
        Files.writeString(
                ledger, "{\"verdict\":\"accepted\",\"message\":" + anonymous + "}\n", StandardOpenOption.APPEND);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(recent("kiosk-guest")).contains("hotel-9"));
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(
                                door.run("identity", "show", "kiosk-guest").output())
                        .contains("kiosk", "event"));

        assertThat(door.run("explain", "kiosk-guest", "hotel-9").mustSucceed().output())
                .contains("view: hotel-9 is number 1 of those shown", "device:kiosk", "at-the-kiosk");

        door.run("identity", "unlink", "kiosk", "--reason", "everyone uses it", "--author", "test")
                .mustSucceed();

        await().atMost(LONG).untilAsserted(() -> {
            assertThat(recent("device:kiosk")).contains("hotel-9");
            assertThat(recent("kiosk-guest")).doesNotContain("hotel-9");
            assertThat(door.run("identity", "show", "device:kiosk", "--json").output())
                    .contains("everyone uses it", "\"owner\":null");
            assertThat(
                            sql(
                                    "select reason from silver.identity_merges where anonymous_id = 'kiosk' and user_id is null"))
                    .contains("everyone uses it");
        });
    }

    @Test
    @Order(4)
    void whatCanNeverWorkGetsA4xx() throws Exception {
        assertThat(post("/v1/events", "{\"not json").statusCode()).isEqualTo(400);
        assertThat(post("/v1/events", "x".repeat(2 << 20)).statusCode()).isEqualTo(413);
        HttpRequest wrongKey = HttpRequest.newBuilder(URI.create(collector() + "/v1/track"))
                .header("Authorization", basic("wrong"))
                .POST(BodyPublishers.ofString("{}"))
                .build();
        assertThat(http.send(wrongKey, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    }

    @Test
    @Order(5)
    void theWarehouseStaysWholeAfterAllOfIt() {
        await().atMost(LONG).untilAsserted(() -> {
            JsonNode counts =
                    JSON.readTree(door.run("status", "--json").mustSucceed().output());
            long landed = counts.path("landed").asLong();
            assertThat(landed).isEqualTo(counts.path("in_kafka").asLong());
            assertThat(counts.path("silver").asLong()
                            + counts.path("duplicates").asLong()
                            + counts.path("quarantine").asLong())
                    .isEqualTo(landed);
        });
    }

    @Test
    @Order(6)
    void theModelsPassTheirDataTestsAndUnitTestsAndAreRedshiftsSql() {
        // Before the tests: unit tests that are given the same model write what they are given to one file at once.
        door.dbtTool("dbt", "compile", "--profiles-dir", ".", "--quiet").mustSucceed();
        door.dbtTool(
                        "sqlfluff",
                        "lint",
                        "--config",
                        ".sqlfluff",
                        door.dbtTarget().resolve("compiled").toString())
                .mustSucceed();
        door.dbtTool("dbt", "test", "--profiles-dir", ".", "--quiet").mustSucceed();
    }

    @Test
    @Order(7)
    void aMetricIsWhatTheGoldTableHolds() throws IOException {
        Path csv = folder.resolve("metrics.csv");
        door.run("metrics", "query", "--metrics", "orders,net_sales_sgd,average_order_sgd", "--csv", csv.toString())
                .mustSucceed();

        String gold = sql(
                "select sum(order_count) as orders, sum(net_sgd) as net_sales_sgd, "
                        + "sum(gross_sgd) / nullif(sum(order_count - unpriced_order_count), 0) as average_order_sgd from gold.daily_sales");
        JsonNode sums = JSON.readTree(gold);
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(2).first().isEqualTo("orders,net_sales_sgd,average_order_sgd");
        String[] values = lines.get(1).split(",");
        assertThat(sums.path("orders").asDouble()).isPositive().isEqualTo(Double.parseDouble(values[0]));
        assertThat(sums.path("net_sales_sgd").asDouble()).isCloseTo(Double.parseDouble(values[1]), within(0.001));
        assertThat(sums.path("average_order_sgd").asDouble()).isCloseTo(Double.parseDouble(values[2]), within(0.001));
    }

    @Test
    @Order(8)
    void theRealTravelFileShowsExactlyItsNewestItems() throws IOException {
        Path file = DATA.resolve("travel-sessions/trivago_val_100k.csv.gz");
        assumeTrue(Files.exists(file), "the real data is not here");
        Path travel = folder.resolve("travel.jsonl");

        door.run("send", "--data", file.toString(), "--ledger", travel.toString())
                .mustSucceed();

        // The reference sees all that was sent so far: a platform has one table.
        Path both = folder.resolve("both.jsonl");
        Files.writeString(both, Files.readString(ledger) + Files.readString(travel));
        agreesWithReference(both);
    }

    /** After the last comparison: what it sends stands in no ledger. */
    @Test
    @Order(9)
    void aSecondDeviceIsToldWhatTheFirstDid() throws Exception {
        String token =
                door.run("sync", "sofa-ann", "--token").mustSucceed().output().strip();
        HttpRequest poll = HttpRequest.newBuilder(URI.create(collector() + "/v1/sync"))
                .header("Authorization", "Bearer " + token)
                .build();
        assertThat(http.send(poll, BodyHandlers.ofString()).statusCode()).isEqualTo(204);

        post("/v1/track", """
                {"event":"Product Added to Wishlist","userId":"sofa-ann","properties":{"product_id":"hotel-7"}}""");

        await().atMost(LONG).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            String state = http.send(poll, BodyHandlers.ofString()).body();
            assertThat(state).contains("\"itemId\":\"hotel-7\"", "\"wishlist\":1");
        });
        assertThat(door.run("sync", "sofa-bob").code()).isEqualTo(1);
    }

    private static void agreesWithReference(Path sent) {
        await().atMost(LONG).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            Outcome comparison = door.compareWithReference(sent);
            assertThat(comparison.output() + comparison.errors()).contains("differences=0");
        });
    }

    private static String recent(String profile) {
        return door.run("recent", profile, "--json").output();
    }

    private String sql(String query) {
        return door.run("sql", "--json", query).mustSucceed().output();
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(collector() + path))
                .header("Authorization", basic(endpoints().get("WRITE_KEY")))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static String collector() {
        return endpoints().get("COLLECTOR_URL");
    }

    private static Map<String, String> endpoints() {
        return door.endpoints();
    }

    private static String basic(String writeKey) {
        return "Basic " + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
    }
}
