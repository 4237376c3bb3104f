package dev.clickstream.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector with a small heap under requests that were made to fill it. */
class BombsIT {
    private static final int AT_ONCE = 50;
    private static final int ROUNDS = 2;

    @TempDir
    Path state;

    @Test
    void fiftyBombsAtOnceEndNeitherTheProcessNorItsService() throws Exception {
        List<byte[]> bombs = List.of(
                gzip("\0".repeat(16 << 20)),
                lying(gzip("x".repeat(16 << 20))),
                "[".repeat(1_000_000).getBytes(UTF_8),
                gzip(manySmallEvents()),
                wide());
        try (LocalPlatform platform = LocalPlatform.start(Set.of(Service.KAFKA), state.resolve("platform"));
                RunningCollector collector = new RunningCollector(
                        RunningCollector.withHeap("128m"),
                        platform.endpoint("KAFKA_BOOTSTRAP"),
                        state.resolve("collector.log"))) {
            Map<Integer, Integer> answers = new TreeMap<>();
            for (int round = 0; round < ROUNDS; round++) {
                for (int status : sent(collector, bombs)) {
                    answers.merge(status, 1, Integer::sum);
                }
            }

            System.out.println("bombs answered by status: " + answers);
            assertThat(answers.keySet()).isSubsetOf(200, 400, 413, 503);
            assertThat(answers).containsKeys(200, 400, 413);
            assertThat(collector
                            .post("/v1/track", "{\"type\":\"page\",\"userId\":\"u\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(Files.readString(state.resolve("collector.log"))).doesNotContain("OutOfMemoryError");
    }

    private static List<Integer> sent(RunningCollector collector, List<byte[]> bombs) throws Exception {
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) {
                byte[] bomb = bombs.get(i % bombs.size());
                answers.add(threads.submit(() -> collector
                        .send(collector.request("/v1/batch").POST(BodyPublishers.ofByteArray(bomb)))
                        .statusCode()));
            }
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get());
        }
        return statuses;
    }

    /** As many as a body may hold, of members that take far more as a tree than as text: near 2 MiB of them. */
    private static String manySmallEvents() {
        StringBuilder batch = new StringBuilder("[");
        for (int i = 0; i < 1500; i++) {
            batch.append(i == 0 ? "" : ",")
                    .append("{\"type\":\"page\",\"userId\":\"")
                    .append(i);
            batch.append("\",\"properties\":{\"a\":[");
            for (int n = 0; n < 250; n++) {
                batch.append(n == 0 ? "" : ",").append(n % 7 * i % 9).append(".5");
            }
            batch.append("]}}");
        }
        return batch.append("]").toString();
    }

    private static byte[] wide() {
        StringBuilder wide = new StringBuilder("{\"type\":\"page\",\"userId\":\"u\"");
        for (int i = 0; wide.length() < 1_000_000; i++) {
            wide.append(",\"").append(i).append("\":0");
        }
        return wide.append('}').toString().getBytes(UTF_8);
    }

    private static byte[] lying(byte[] bomb) {
        bomb[bomb.length - 1] = 0;
        bomb[bomb.length - 2] = 0;
        return bomb;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }
}
