package dev.clickstream.cli.send;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.cli.print.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SenderTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final SendSettings QUICK = new SendSettings(10, 3, 0, Duration.ofSeconds(20));

    @TempDir
    Path folder;

    @Test
    void sendsEveryMessageOnceWithTheWriteKey() throws Exception {
        try (FakeCollector collector = new FakeCollector()) {
            SendReport report = send(collector, QUICK, new Numbers(95), null);

            assertThat(report.sent()).isEqualTo(95);
            assertThat(report.accepted()).isEqualTo(95);
            assertThat(report.inWords()).startsWith("sent 95 = accepted 95 + rejected 0");
            assertThat(collector.accepted).hasSize(95).doesNotHaveDuplicates();
            assertThat(collector.authorizations).containsOnly("Basic a2V5Og==");
        }
    }

    @Test
    void keepsTheOrderOfEachDevice() throws Exception {
        try (FakeCollector collector = new FakeCollector()) {
            send(collector, QUICK, new Numbers(500), null);

            assertThat(collector.accepted.stream()
                            .map(Integer::valueOf)
                            .collect(
                                    groupingBy(number -> number % Numbers.DEVICES, mapping(number -> number, toList())))
                            .values())
                    .allSatisfy(numbers -> assertThat(numbers).isSorted());
        }
    }

    @Test
    void triesAgainWithTheSameMessagesAfterOverloadErrorsAndBrokenConnections() throws Exception {
        try (FakeCollector collector = new FakeCollector(
                FakeCollector.status(503, "Retry-After", "0"),
                FakeCollector.status(429),
                FakeCollector.HANG_UP,
                FakeCollector.status(500),
                exchange -> FakeCollector.respond(exchange, 200, "not a verdict"))) {
            SendReport report = send(collector, QUICK, new Numbers(60), null);

            assertThat(report.accepted()).isEqualTo(60);
            assertThat(report.retries()).isEqualTo(5);
            assertThat(report.repeated()).isBetween(5L, 50L);
            assertThat(collector.accepted).hasSize(60).doesNotHaveDuplicates();
        }
    }

    @Test
    void countsRejectionsByReason() throws Exception {
        try (FakeCollector collector = new FakeCollector()) {
            SendReport report = send(collector, QUICK, new Numbers(50, 3, 30, 31), null);

            assertThat(report.accepted()).isEqualTo(47);
            assertThat(report.rejections())
                    .containsOnly(java.util.Map.entry("schema_violation type /properties/price", 3L));
            assertThat(report.inWords()).contains("rejected 3: schema_violation type /properties/price");
            assertThat(report.complete()).isTrue();
        }
    }

    @Test
    void splitsWhatIsTooLarge() throws Exception {
        try (FakeCollector collector = new FakeCollector()) {
            collector.largestBatch = 3;

            SendReport report = send(collector, QUICK, new Numbers(50), null);

            assertThat(report.accepted()).isEqualTo(50);
            assertThat(collector.accepted).hasSize(50).doesNotHaveDuplicates();
        }
    }

    @Test
    void stopsAtOnceWhenTheWriteKeyIsWrong() throws Exception {
        FakeCollector.Behaviour refuse = FakeCollector.status(401);
        try (FakeCollector collector =
                new FakeCollector(refuse, refuse, refuse, refuse, refuse, refuse, refuse, refuse)) {
            SendReport report = send(collector, QUICK, new Numbers(100_000), null);

            assertThat(report.complete()).isFalse();
            assertThat(report.sent()).isLessThan(1_000);
            assertThat(report.unanswered()).containsOnlyKeys("status 401: c401 said so");
            assertThat(collector.accepted).isEmpty();
        }
    }

    @Test
    void givesUpOnACollectorThatNeverAnswers() throws Exception {
        FakeCollector gone = new FakeCollector();
        gone.close();

        SendReport report = send(gone, new SendSettings(10, 2, 0, Duration.ofMillis(300)), new Numbers(20), null);

        assertThat(report.complete()).isFalse();
        assertThat(report.unansweredCount()).isEqualTo(20);
        assertThat(report.inWords()).contains("unanswered 20");
    }

    @Test
    void theLedgerHoldsEveryMessageWithItsVerdict() throws Exception {
        Path ledger = folder.resolve("ledger.jsonl");
        try (FakeCollector collector = new FakeCollector()) {
            send(collector, QUICK, new Numbers(20, 4), ledger);
        }

        List<String> lines = Files.readAllLines(ledger);
        assertThat(lines).hasSize(20);
        assertThat(lines.stream()
                        .filter(line -> line.startsWith(
                                "{\"verdict\":\"rejected\",\"code\":\"schema_violation\",\"rule\":\"type\"")))
                .singleElement()
                .asString()
                .contains("\"messageId\":\"4\"");
        assertThat(lines.stream()
                        .map(line ->
                                JSON.readTree(line).at("/message/messageId").stringValue())
                        .map(Integer::valueOf))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 20).boxed().toList());
    }

    @Test
    void keepsToTheRate() throws Exception {
        try (FakeCollector collector = new FakeCollector()) {
            SendReport report =
                    send(collector, new SendSettings(250, 2, 100, Duration.ofSeconds(20)), new Numbers(50), null);

            assertThat(report.elapsed()).isGreaterThan(Duration.ofMillis(400));
        }
    }

    private static SendReport send(
            FakeCollector collector, SendSettings settings, MessageSource source, @Nullable Path ledger)
            throws Exception {
        Progress progress = new Progress(
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
                false,
                "sent",
                source.size());
        try (CollectorClient client = new CollectorClient(collector.uri(), "key")) {
            return new Sender(client, settings, progress, InstantSource.system()).send(source, ledger);
        }
    }

    /** Messages 0, 1, 2 ... of a few devices; some of them bad. */
    private static final class Numbers implements MessageSource {
        static final int DEVICES = 7;

        private final int size;
        private final List<Integer> bad;
        private int given;

        Numbers(int size, Integer... bad) {
            this.size = size;
            this.bad = List.of(bad);
        }

        @Override
        public String description() {
            return "numbers";
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public @Nullable Message next() {
            if (given == size) {
                return null;
            }
            ObjectNode json =
                    JSON.createObjectNode().put("messageId", "" + given).put("anonymousId", "d" + given % DEVICES);
            if (bad.contains(given)) {
                json.put("bad", true);
            }
            given++;
            return new Message(json);
        }
    }
}
