package dev.clickstream.collector.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clickstream.collector.publish.StoredRecords;
import dev.clickstream.event.EventJson;
import dev.clickstream.event.Topics;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Program;
import dev.clickstream.launcher.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip that is deployed, in Lambda's own Java runtime behind HTTP as API Gateway gives it: whole, and within Lambda's limits. */
class FunctionZipIT {
    private static final Path ZIP = Path.of("target/event-collector-lambda-function.zip");
    private static final Program LOCAL_LAMBDA = new Program("local-lambda", "dev.clickstream.lambda.Main", "128m");
    private static final long LARGEST_UPLOAD = 50L << 20;
    private static final long LARGEST_UNPACKED = 250L << 20;

    @TempDir
    static Path folder;

    private static LocalPlatform platform;
    private static ChildProgram lambda;
    private static URI root;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start(Set.of(Service.KAFKA), folder.resolve("platform"));
        lambda = started("function", platform.endpoint("KAFKA_BOOTSTRAP"));
        root = url(lambda);
    }

    @AfterAll
    static void stop() {
        CLIENT.close();
        lambda.close();
        platform.close();
    }

    private static ChildProgram started(String name, String brokers, String... more) {
        Path work = folder.resolve(name);
        List<String> arguments = new ArrayList<>(List.of(
                "--zip", ZIP.toAbsolutePath().toString(),
                "--handler", CollectorFunction.class.getName(),
                "--work", work.toString(),
                "--concurrency", "1"));
        arguments.addAll(List.of(more));
        return ChildProgram.start(
                LOCAL_LAMBDA,
                Map.of(
                        "COLLECTOR_KAFKA_BOOTSTRAP",
                        brokers,
                        "COLLECTOR_WRITE_KEYS",
                        "k1=web",
                        "COLLECTOR_PII_KEYS_FILE",
                        Path.of("src/test/resources/pii-keys.json")
                                .toAbsolutePath()
                                .toString(),
                        "COLLECTOR_DELIVERY_TIMEOUT_MS",
                        "8000"),
                arguments,
                folder.resolve(name + ".log"));
    }

    private static URI url(ChildProgram program) {
        return URI.create(program.awaitReady(Duration.ofSeconds(120)).substring("ready ".length()));
    }

    @Test
    void anEventIsOnItsTopicWhenTheAnswerCame() throws Exception {
        HttpResponse<String> response =
                send(post(root, "/v1/track", view("zip-1").getBytes(UTF_8)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"success\":true,\"accepted\":1");
        assertThat(stored()).contains("zip-1");
    }

    @Test
    void gzipUnderAFormsContentTypeComesThroughAsItIs() throws Exception {
        HttpResponse<String> response =
                send(post(root, "/v1/batch/", gzip("[" + view("zip-2") + "," + view("zip-3") + "]"))
                        .setHeader("Content-Type", "application/x-www-form-urlencoded")
                        .header("Content-Encoding", "gzip")
                        .header("Cookie", "sid=abc; x=y"));

        assertThat(response.body()).contains("\"accepted\":2");
        assertThat(stored()).contains("zip-2", "zip-3");
    }

    @Test
    void aBrowserIsAnsweredAsItNeedsToBe() throws Exception {
        HttpResponse<String> preflight = send(HttpRequest.newBuilder(root.resolve("/v1/t"))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST"));
        HttpResponse<String> refused = send(HttpRequest.newBuilder(root.resolve("/v1/t"))
                .POST(BodyPublishers.ofString("no json"))
                .header("Authorization", basic())
                .header("Origin", "https://shop.example"));

        assertThat(preflight.statusCode()).isIn(200, 204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://shop.example");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).contains("https://shop.example");
    }

    @Test
    void itsConnectionsOutliveAnInvocation() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/fd")), "sockets are looked up in /proc");
        send(post(root, "/v1/track", view("warm-0").getBytes(UTF_8)));
        Set<String> before = sockets();

        for (int i = 1; i <= 20; i++) {
            assertThat(send(post(root, "/v1/track", view("warm-" + i).getBytes(UTF_8)))
                            .statusCode())
                    .isEqualTo(200);
        }

        // To begin with, to the runtime's API and to the broker.
        assertThat(before).hasSizeGreaterThanOrEqualTo(2);
        assertThat(sockets()).containsAll(before);
    }

    /** Of the one sandbox there was. */
    private static Set<String> sockets() throws IOException {
        Matcher sandbox =
                Pattern.compile("sandbox pid=(\\d+)").matcher(Files.readString(folder.resolve("function.log")));
        assertThat(sandbox.find()).isTrue();
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> open = Files.list(Path.of("/proc", sandbox.group(1), "fd"))) {
            for (Path descriptor : open.toList()) {
                String target = Files.readSymbolicLink(descriptor).toString();
                if (target.startsWith("socket:")) {
                    sockets.add(target);
                }
            }
        }
        assertThat(sandbox.find()).as("another sandbox").isFalse();
        return sockets;
    }

    /** In /proc stands which sockets a process has; the one to the runtime's API is the only one that may be there. */
    @Test
    void inASnapshotThereIsNoOpenConnectionAndAfterItEventsAreStored() throws Exception {
        try (ChildProgram snapStarted = started("snap", platform.endpoint("KAFKA_BOOTSTRAP"), "--snap-start")) {
            URI url = url(snapStarted);
            String log = Files.readString(folder.resolve("snap.log"));

            assertThat(log).contains("snapshot pid=").contains("connections=0");
            assertThat(send(post(url, "/v1/track", view("snap-1").getBytes(UTF_8)))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(stored()).contains("snap-1");
        }
    }

    @Test
    void withoutABrokerTheAnswerIs503AndTheSandboxLivesOn() throws Exception {
        try (ChildProgram alone = started("alone", "127.0.0.1:9")) {
            URI url = url(alone);
            HttpResponse<String> response =
                    send(post(url, "/v1/track", view("nobody").getBytes(UTF_8)));

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            assertThat(send(post(url, "/v1/track", "no json".getBytes(UTF_8))).statusCode())
                    .isEqualTo(400);
            assertThat(Files.readString(folder.resolve("alone.log")).split("sandbox pid="))
                    .hasSize(2);
        }
    }

    @Test
    void theZipIsWithinLambdasLimits() throws IOException {
        assertThat(Files.size(ZIP)).isLessThan(LARGEST_UPLOAD);
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            assertThat(zip.stream().mapToLong(ZipEntry::getSize).sum()).isLessThan(LARGEST_UNPACKED);
            assertThat(zip.stream().map(ZipEntry::getName)).noneMatch(name -> name.contains("netty"));
        }
    }

    private static String view(String id) {
        return "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"%s\",\"anonymousId\":\"a1\",\"properties\":{\"product_id\":\"p1\"}}"
                .formatted(id);
    }

    private static HttpRequest.Builder post(URI where, String path, byte[] body) {
        return HttpRequest.newBuilder(where.resolve(path))
                .header("Authorization", basic())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static List<String> stored() {
        return StoredRecords.of(platform.endpoint("KAFKA_BOOTSTRAP"), Topics.EVENTS_VIEW.name()).stream()
                .map(record -> EventJson.read(record.value()).messageId())
                .toList();
    }

    private static String basic() {
        return "Basic " + Base64.getEncoder().encodeToString("k1:".getBytes(UTF_8));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }
}
