package dev.clickstream.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickstream.collector.drain.Waiting;
import dev.clickstream.collector.publish.StoredRecords;
import dev.clickstream.collector.spill.SpillStore;
import dev.clickstream.collector.spill.TestS3;
import dev.clickstream.event.EventJson;
import dev.clickstream.event.Topics;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Program;
import dev.clickstream.launcher.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The brokers are away for a while and the collector is not: real processes, a real broker, an S3 server. */
class SpillIT {
    private static final Program DRAIN =
            new Program("event-collector-lambda", "dev.clickstream.collector.drain.Main", "256m");
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int SENDERS = 3;
    private static final int BATCH = 10;

    @TempDir
    static Path state;

    private static LocalPlatform kafka;
    private static LocalPlatform s3;

    @BeforeAll
    static void start() {
        kafka = LocalPlatform.start(Set.of(Service.KAFKA), state.resolve("kafka"));
        s3 = LocalPlatform.start(Set.of(Service.S3), state.resolve("s3"));
    }

    @AfterAll
    static void stop() {
        s3.close();
        kafka.close();
    }

    @Test
    void underLoadNothingIsRefusedWhileTheBrokerHangsAndAfterTheDrainEachMessageIsInKafka(@TempDir Path own)
            throws Exception {
        String prefix = "spill/hang/";
        try (RunningCollector collector = collector(kafka, prefix, "0", own);
                SpillStore store = TestS3.store(s3, prefix)) {
            Load load = new Load(collector, "hang");
            load.send(20);
            load.awaitAcknowledged();
            signal("STOP", kafka.pid());
            load.send(150);
            load.awaitAcknowledged();
            assertThat(collector.get("/health").statusCode()).isEqualTo(200);
            assertThat(drain(kafka, prefix, own, "drain").awaitExit(PATIENCE))
                    .as("without a broker a drain ends well, and leaves all")
                    .isZero();
            Waiting waiting = Waiting.in(store);
            assertThat(waiting.events()).isGreaterThanOrEqualTo(1000);
            signal("CONT", kafka.pid());
            load.send(200);

            // Killed in the midst of its work, while events arrive.
            ChildProgram killed = drain(kafka, prefix, own, "drain");
            killed.kill();
            assertThat(drain(kafka, prefix, own, "drain").awaitExit(PATIENCE)).isZero();
            load.awaitAcknowledged();
            load.stop();
            assertThat(drain(kafka, prefix, own, "drain").awaitExit(PATIENCE)).isZero();

            assertThat(load.answers).containsOnly(200);
            assertThat(Waiting.in(store).batches()).isZero();
            requireStored(kafka, "hang", load.acknowledged, waiting);
        }
    }

    @Test
    void whatWasSpilledWhileTheBrokerWasDeadIsDrainedIntoTheOneThatTakesItsPlace(@TempDir Path own) throws Exception {
        String prefix = "spill/dead/";
        List<String> acknowledged = new ArrayList<>();
        try (LocalPlatform first = LocalPlatform.start(Set.of(Service.KAFKA), own.resolve("platform"));
                RunningCollector collector = collector(first, prefix, "0", own)) {
            first.kill();
            for (int i = 0; i < 20; i++) {
                assertThat(collector
                                .post("/v1/batch", batch("dead-" + i, acknowledged))
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(collector.get("/metrics").body())
                    .contains("collector_spilled_batches_total 20.0")
                    .contains("collector_spilled_events_total 200.0");
        }
        try (LocalPlatform second = LocalPlatform.start(Set.of(Service.KAFKA), own.resolve("platform"));
                SpillStore store = TestS3.store(s3, prefix)) {
            Waiting waiting = Waiting.in(store);
            assertThat(waiting.batches()).isEqualTo(20);

            assertThat(drain(second, prefix, own, "drain").awaitExit(PATIENCE)).isZero();

            assertThat(Waiting.in(store).batches()).isZero();
            requireStored(second, "dead", acknowledged, waiting);
        }
    }

    @Test
    void aRunningCollectorDrainsWhatItHasSpilledItself(@TempDir Path own) throws Exception {
        String prefix = "spill/self/";
        List<String> acknowledged = new ArrayList<>();
        try (RunningCollector collector = collector(kafka, prefix, "1", own);
                SpillStore store = TestS3.store(s3, prefix)) {
            signal("STOP", kafka.pid());
            for (int i = 0; i < 5; i++) {
                assertThat(collector
                                .post("/v1/batch", batch("self-" + i, acknowledged))
                                .statusCode())
                        .isEqualTo(200);
            }
            Waiting waiting = Waiting.in(store);
            assertThat(waiting.batches()).isEqualTo(5);
            signal("CONT", kafka.pid());

            await().atMost(PATIENCE).until(() -> Waiting.in(store).batches() == 0);
            requireStored(kafka, "self", acknowledged, waiting);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(collector.get("/metrics").body())
                            .contains("collector_drained_events_total 50.0")
                            .contains("collector_spilled_oldest_seconds 0.0"));
        }
    }

    @Test
    void withoutBrokerAndWithoutBucketTheSenderIsToldToComeAgain(@TempDir Path own) throws Exception {
        try (LocalPlatform first = LocalPlatform.start(Set.of(Service.KAFKA, Service.S3), own.resolve("platform"));
                RunningCollector collector = collector(first, first, "spill/none/", "0", own)) {
            first.kill();

            assertThat(collector
                            .post("/v1/batch", batch("none", new ArrayList<>()))
                            .statusCode())
                    .isEqualTo(503);
            assertThat(collector.get("/health").statusCode()).isEqualTo(503);
        }
    }

    /** Senders that send as many batches as they are told to, each with one on its way. */
    private static final class Load {
        private final Collection<String> acknowledged = new ConcurrentLinkedQueue<>();
        private final Collection<Integer> answers = new CopyOnWriteArrayList<>();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final Semaphore allowed = new Semaphore(0);
        private final AtomicInteger next = new AtomicInteger();
        private final List<Thread> senders = new ArrayList<>();
        private int told;

        Load(RunningCollector collector, String run) {
            for (int i = 0; i < SENDERS; i++) {
                senders.add(Thread.ofPlatform().start(() -> send(collector, run)));
            }
        }

        private void send(RunningCollector collector, String run) {
            while (true) {
                List<String> ids = new ArrayList<>();
                try {
                    allowed.acquire();
                    if (stopped.get()) {
                        return;
                    }
                    int status = collector
                            .post("/v1/batch", batch(run + "-" + next.getAndIncrement(), ids))
                            .statusCode();
                    answers.add(status);
                    if (status == 200) {
                        acknowledged.addAll(ids);
                    }
                } catch (IOException | InterruptedException e) {
                    answers.add(0);
                    return;
                }
            }
        }

        void send(int batches) {
            told += batches;
            allowed.release(batches);
        }

        void awaitAcknowledged() {
            await().atMost(PATIENCE).until(() -> acknowledged.size() >= told * BATCH);
        }

        void stop() throws InterruptedException {
            stopped.set(true);
            allowed.release(SENDERS);
            for (Thread sender : senders) {
                sender.join();
            }
        }
    }

    private static RunningCollector collector(LocalPlatform broker, String prefix, String drainSeconds, Path own) {
        return collector(broker, s3, prefix, drainSeconds, own);
    }

    private static RunningCollector collector(
            LocalPlatform broker, LocalPlatform bucket, String prefix, String drainSeconds, Path own) {
        Map<String, String> more = new HashMap<>(aws(bucket));
        more.put("COLLECTOR_DELIVERY_TIMEOUT_MS", "2000");
        more.put("COLLECTOR_SPILL_BUCKET", bucket.endpoint("S3_BUCKET"));
        more.put("COLLECTOR_SPILL_PREFIX", prefix);
        more.put("COLLECTOR_SPILL_DRAIN_SECONDS", drainSeconds);
        return new RunningCollector(
                RunningCollector.withHeap("256m"),
                broker.endpoint("KAFKA_BOOTSTRAP"),
                more,
                own.resolve("collector.log"));
    }

    private static ChildProgram drain(LocalPlatform broker, String prefix, Path own, String argument) {
        Map<String, String> environment = new HashMap<>(aws(s3));
        environment.put("DRAIN_KAFKA_BOOTSTRAP", broker.endpoint("KAFKA_BOOTSTRAP"));
        environment.put("DRAIN_BUCKET", s3.endpoint("S3_BUCKET"));
        environment.put("DRAIN_PREFIX", prefix);
        return ChildProgram.start(DRAIN, environment, List.of(argument), own.resolve("drain.log"));
    }

    private static Map<String, String> aws(LocalPlatform platform) {
        return Map.of(
                "AWS_REGION", "ap-southeast-1",
                "AWS_ACCESS_KEY_ID", platform.endpoint("AWS_ACCESS_KEY_ID"),
                "AWS_SECRET_ACCESS_KEY", platform.endpoint("AWS_SECRET_ACCESS_KEY"),
                "AWS_ENDPOINT_URL_S3", platform.endpoint("S3_ENDPOINT"));
    }

    private static String batch(String id, Collection<String> ids) {
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            ids.add(id + "-" + i);
            messages.add(
                    "{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"%s-%d\",\"anonymousId\":\"device-%s\",\"properties\":{\"product_id\":\"p1\",\"price\":12.50}}"
                            .formatted(id, i, id));
        }
        return "{\"batch\":[" + String.join(",", messages) + "]}";
    }

    private static void requireStored(
            LocalPlatform broker, String run, Collection<String> acknowledged, Waiting waiting) {
        List<String> stored = StoredRecords.of(broker.endpoint("KAFKA_BOOTSTRAP"), Topics.EVENTS_VIEW.name()).stream()
                .map(record -> EventJson.read(record.value()).messageId())
                .filter(id -> id.startsWith(run + "-"))
                .toList();
        Set<String> distinct = new HashSet<>(stored);
        System.out.printf(
                "spill %s: acknowledged=%d spilled batches=%d events=%d stored=%d distinct=%d repeats=%d%n",
                run,
                acknowledged.size(),
                waiting.batches(),
                waiting.events(),
                stored.size(),
                distinct.size(),
                stored.size() - distinct.size());
        assertThat(distinct).containsExactlyInAnyOrderElementsOf(acknowledged);
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}
