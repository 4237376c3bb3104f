package dev.clickstream.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.event.Topics;
import dev.clickstream.loader.bucket.InMemoryStageBucket;
import dev.clickstream.loader.bucket.StageBucket;
import dev.clickstream.loader.bucket.StageException;
import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.landing.SourceRecord;
import dev.clickstream.loader.plan.LoadSize;
import dev.clickstream.loader.plan.OffsetRange;
import dev.clickstream.loader.source.InMemorySourceLog;
import dev.clickstream.loader.source.SourceLog;
import dev.clickstream.loader.stage.LoadManifest;
import dev.clickstream.loader.stage.LoadedRange;
import dev.clickstream.loader.stage.StageRepair;
import dev.clickstream.loader.stage.Stager;
import dev.clickstream.loader.warehouse.InMemoryWarehouse;
import dev.clickstream.loader.warehouse.Warehouse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CycleTest {
    private static final TopicPartition VIEW = new TopicPartition(Topics.EVENTS_VIEW.name(), 0);
    private static final TopicPartition CART = new TopicPartition(Topics.EVENTS_CART.name(), 3);
    private static final TopicPartition LINKS = new TopicPartition(Topics.IDENTITY_LINKS.name(), 1);
    private static final String EVENTS_FILE = "landing/events/dt=2026-11-23/hr=01/000000000001-000.parquet";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T01:59:59Z"), ZoneOffset.UTC);

    @TempDir
    Path work;

    private InMemorySourceLog log;
    private InMemoryStageBucket bucket;
    private InMemoryWarehouse warehouse;

    @BeforeEach
    void begin() {
        log = new InMemorySourceLog();
        bucket = new InMemoryStageBucket();
        warehouse = new InMemoryWarehouse(bucket);
    }

    @Test
    void nothingWaitingLoadsNothing() {
        log.partition(VIEW);

        assertThat(cycle("one").run(new LoadSize(100, 100, 1))).isEqualTo(new CycleResult.Idle());
        assertThat(bucket.keys()).isEmpty();
    }

    @Test
    void aBucketThatIsSlowMakesTheLogWait() {
        for (int i = 0; i < 100; i++) {
            log.append(VIEW, "{}");
        }
        AtomicInteger inHand = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger refusals = new AtomicInteger();
        SourceLog watched = Faults.instead(SourceLog.class, log, (method, arguments, call) -> {
            if (!method.getName().equals("read")) {
                return call.call();
            }
            @SuppressWarnings("unchecked")
            Consumer<SourceRecord> sink = (Consumer<SourceRecord>) arguments[1];
            return log.read((OffsetRange) arguments[0], record -> {
                most.accumulateAndGet(inHand.incrementAndGet(), Math::max);
                sink.accept(record);
            });
        });
        // Each file is refused twice before it is taken, as by a bucket that is overloaded.
        StageBucket slow = Faults.instead(StageBucket.class, bucket, (method, arguments, call) -> {
            if (method.getName().equals("putIfAbsent") && arguments[1] instanceof Path) {
                if (refusals.incrementAndGet() % 3 != 0) {
                    inHand.set(0);
                    throw new StageException("slow down");
                }
                inHand.set(0);
            }
            return call.call();
        });
        Cycle cycle = cycle("one", watched, slow, warehouse);
        for (boolean idle = false; !idle; ) {
            try {
                idle = cycle.run(new LoadSize(40, 8, 1)) instanceof CycleResult.Idle;
            } catch (StageException refused) {
                assertThat(refused).hasMessage("slow down");
            }
        }

        assertThat(refusals).hasValueGreaterThan(30);
        assertThat(most).hasValueLessThanOrEqualTo(8);
        assertThat(rows(VIEW)).isEqualTo(100);
        assertThat(warehouse.progress().next()).containsEntry(VIEW, 100L);
    }

    @Test
    void loadsWhatWaitsOnceAndThenIsIdle() {
        fill();
        Cycle cycle = cycle("one");

        assertThat(cycle.run(new LoadSize(100, 100, 1))).isInstanceOf(CycleResult.Done.class);
        assertThat(cycle.run(new LoadSize(100, 100, 1))).isEqualTo(new CycleResult.Idle());

        assertThat(loaded())
                .containsExactlyInAnyOrder(
                        new LoadedRange(VIEW.topic(), 0, 0, 7, 6),
                        new LoadedRange(CART.topic(), 3, 0, 2, 2),
                        new LoadedRange(LINKS.topic(), 1, 0, 2, 2));
        assertThat(log.hints()).containsEntry(VIEW, 7L).containsEntry(CART, 2L);
    }

    @Test
    void tellsHowFarBehindTheWarehouseIs() {
        fill();
        Instant[] now = {CLOCK.instant()};
        Cycle cycle = new Cycle(
                log,
                new Stager(bucket, log, work, "one", 1),
                new StageRepair(bucket, log, work),
                warehouse,
                "one",
                ((InstantSource) () -> now[0]).withZone(ZoneOffset.UTC));
        now[0] = now[0].plusSeconds(10);

        cycle.run(new LoadSize(2, 2, 1));
        assertThat(cycle.freshness()).as("only a part was loaded").hasSeconds(10);
        assertThat(cycle.waiting()).isPositive();

        cycle.run(new LoadSize(100, 100, 1));
        now[0] = now[0].plusSeconds(3);
        assertThat(cycle.freshness()).hasSeconds(3);

        cycle.run(new LoadSize(100, 100, 1));
        assertThat(cycle.freshness()).as("nothing waits").isZero();
    }

    @Test
    void anotherKafkaThanTheLoadedOneIsRefused() {
        fill();
        cycle("one").run(new LoadSize(100, 100, 1));
        log = new InMemorySourceLog();
        log.append(VIEW, "{}");
        log.partition(CART);
        log.partition(LINKS);

        assertThat(cycle("two").run(new LoadSize(100, 100, 1)))
                .isInstanceOfSatisfying(
                        CycleResult.Refused.class,
                        refused -> assertThat(refused.reason())
                                .contains("this is not the Kafka that the warehouse was loaded from"));
    }

    @Test
    void theReportIsOneLineOfJson() {
        fill();
        CycleResult.Done done = (CycleResult.Done) cycle("one").run(new LoadSize(100, 100, 1));

        assertThat(CycleReport.of(
                                done.manifest(),
                                Duration.ofMillis(200),
                                Duration.ofMillis(1_300),
                                7,
                                Duration.ofMillis(4_250))
                        .json())
                .isEqualTo(
                        "{\"metric\":\"load\",\"seq\":1,\"accepted\":7,\"rejected\":0,\"deadLetters\":1,\"late\":0,\"bytes\":%d,\"stagingSeconds\":0.2,\"cycleSeconds\":1.3,\"lag\":7,\"freshnessSeconds\":4.3}"
                                .formatted(done.manifest().bytes()));
    }

    @Test
    void filesLieWhereThePlanSays() {
        fill();
        cycle("one").run(new LoadSize(100, 100, 1));

        assertThat(bucket.keys())
                .containsExactlyInAnyOrder(
                        "plan/000000000001.json",
                        "landing/events/dt=2026-11-23/hr=01/000000000001-000.parquet",
                        "landing/dead_letters/dt=2026-11-23/hr=01/000000000001-000.parquet",
                        "landing/identity_links/dt=2026-11-23/hr=01/000000000001-001.parquet",
                        "manifest/000000000001/slice-000.json",
                        "manifest/000000000001/slice-001.json",
                        "manifest/000000000001/load.json",
                        "manifest/000000000001/events.json",
                        "manifest/000000000001/dead_letters.json",
                        "manifest/000000000001/identity_links.json");
        assertThat(new String(bucket.read("manifest/000000000001/events.json").orElseThrow(), StandardCharsets.UTF_8))
                .contains("\"url\":\"s3://memory/landing/events/dt=2026-11-23/hr=01/000000000001-000.parquet\"")
                .contains("\"content_length\":")
                .contains("\"mandatory\":true");
    }

    @Test
    void leavesNothingBehindOnItsMachine() throws Exception {
        fill();
        cycle("one").run(new LoadSize(100, 100, 1));

        try (Stream<Path> left = Files.list(work)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void whatDoesNotFitItsColumnsLiesWholeInTheLakeAndCountsOnce() {
        log.append(
                CART,
                new String(
                        Platform.event("wide", Platform.JSON.createObjectNode().put("a", "z".repeat(70_000))),
                        StandardCharsets.UTF_8));
        log.append(CART, event("cart-0"));

        cycle("one").run(new LoadSize(100, 100, 1));

        assertThat(bucket.keys()).contains("landing/originals/dt=2026-11-23/hr=01/000000000001-000.parquet");
        assertThat(bucket.keys()).doesNotContain("manifest/000000000001/originals.json");
        assertThat(loaded()).containsExactly(new LoadedRange(CART.topic(), 3, 0, 2, 2));
        assertThat(warehouse.history().getFirst().rows()).isEqualTo(2);
    }

    @Test
    void aRecordThatIsNoEventDoesNotStopItsPartition() {
        fill();
        cycle("one").run(new LoadSize(100, 100, 1));

        LoadManifest manifest = warehouse.history().getFirst();
        assertThat(manifest.files())
                .filteredOn(file -> file.table() == LandingTable.DEAD_LETTERS)
                .singleElement()
                .satisfies(file -> assertThat(file.rows()).isEqualTo(1));
    }

    @Test
    void cutOffAtAnyCallItLoadsEveryRecordOnceAllTheSame() {
        for (boolean afterEffect : new boolean[] {false, true}) {
            boolean crashed = true;
            for (int call = 0; crashed; call++) {
                begin();
                fill();
                crashed = crashes(new Faults(call, afterEffect));
                drain(cycle("next"));
                assertLoadedExactly("call %d, after its effect: %s".formatted(call, afterEffect));
            }
        }
    }

    @Test
    void cutOffTwiceItLoadsEveryRecordOnceAllTheSame() {
        for (int first = 0; first < 30; first++) {
            for (int second = 0; second < 30; second++) {
                begin();
                fill();
                crashes(new Faults(first, true));
                crashes(new Faults(second, false));
                drain(cycle("next"));
                assertLoadedExactly("calls %d and %d".formatted(first, second));
            }
        }
    }

    @Test
    void twoLoadersInStepLoadEveryRecordOnce() {
        fill();
        Cycle one = cycle("one");
        Cycle other = cycle("other");
        for (int round = 0; round < 10; round++) {
            one.run(new LoadSize(3, 2, 1));
            other.run(new LoadSize(3, 2, 1));
        }
        assertLoadedExactly("two loaders");
    }

    @Test
    void whoComesAfterACrashReadsOnlyWhatWasNotDone() {
        fill();
        crashes(cycle("one", log, crashingAtManifest(), warehouse));
        int reads = log.reads();
        Cycle next = cycle("next");

        assertThat(next.run(new LoadSize(6, 4, 1))).isInstanceOf(CycleResult.Done.class);

        assertThat(log.reads()).as("the receipts of all slices were there").isEqualTo(reads);
        drain(next);
        assertLoadedExactly("after a crash before the manifest");
    }

    @Test
    void aRedoKeepsWhatWasStagedBeforeACompaction() {
        fill();
        crashes(cycle("one", log, crashingAtManifest(), warehouse));
        log.compactAway(LINKS, 0);

        drain(cycle("next"));

        assertThat(loaded()).contains(new LoadedRange(LINKS.topic(), 1, 0, 2, 2));
    }

    @Test
    void aFileThatIsGoneBeforeItsLoadIsMadeAnew() {
        fill();
        crashes(cycle("one", log, bucket, new Faults(3, false).before(Warehouse.class, warehouse)));
        bucket.lose(EVENTS_FILE);
        Cycle next = cycle("next");

        assertThat(next.run(new LoadSize(100, 100, 1))).isEqualTo(new CycleResult.Repaired(1, List.of(EVENTS_FILE)));
        drain(next);

        assertLoadedExactly("after a file was lost");
    }

    @Test
    void aFileThatWasOverwrittenBeforeItsLoadIsMadeAnewAndTheWrongOneIsKept() {
        fill();
        crashes(cycle("one", log, bucket, new Faults(3, false).before(Warehouse.class, warehouse)));
        byte[] right = bucket.read(EVENTS_FILE).orElseThrow();
        byte[] wrong = "no Parquet".getBytes(StandardCharsets.UTF_8);
        bucket.spoil(EVENTS_FILE, wrong);
        Cycle next = cycle("next");

        assertThat(next.run(new LoadSize(100, 100, 1))).isEqualTo(new CycleResult.Repaired(1, List.of(EVENTS_FILE)));
        drain(next);

        assertLoadedExactly("after a file was overwritten");
        assertThat(bucket.read(EVENTS_FILE))
                .hasValueSatisfying(now -> assertThat(now).isEqualTo(right));
        assertThat(bucket.list("quarantine/", ""))
                .singleElement()
                .asString()
                .endsWith(EVENTS_FILE)
                .satisfies(kept -> assertThat(bucket.read(kept))
                        .hasValueSatisfying(it -> assertThat(it).isEqualTo(wrong)));
    }

    @Test
    void aDamagedFileThatTheLogNoLongerHoldsIsRefusedWithItsCause() {
        fill();
        crashes(cycle("one", log, bucket, new Faults(3, false).before(Warehouse.class, warehouse)));
        bucket.lose(EVENTS_FILE);
        log.deleteBefore(VIEW, 3);

        assertThat(cycle("next").run(new LoadSize(100, 100, 1)))
                .isInstanceOfSatisfying(
                        CycleResult.Refused.class,
                        refused -> assertThat(refused.reason())
                                .contains(EVENTS_FILE + ": is missing cannot be made anew")
                                .contains("begins at offset 0 of " + VIEW + ", and the log now at 3"));
    }

    @Test
    void offsetsThatWereDeletedBeforeTheyWereLoadedAreCounted() {
        fill();
        drain(cycle("one"));
        for (int i = 5; i < 8; i++) {
            log.append(VIEW, event("view-" + i));
        }
        log.deleteBefore(VIEW, 9);

        cycle("one").run(new LoadSize(100, 100, 1));

        assertThat(loaded()).contains(new LoadedRange(VIEW.topic(), 0, 7, 10, 1, 2));
    }

    @Test
    void aPartitionThatIsAddedLaterIsLoadedFromItsBeginning() {
        fill();
        Cycle cycle = cycle("one");
        drain(cycle);
        TopicPartition added = new TopicPartition(Topics.EVENTS_VIEW.name(), 12);
        log.append(added, event("late-comer"));

        drain(cycle);

        assertThat(loaded()).contains(new LoadedRange(added.topic(), 12, 0, 1, 1));
    }

    /** Seven offsets with a gap and a record that is no event, two, and two. */
    private void fill() {
        for (int i = 0; i < 5; i++) {
            log.append(VIEW, event("view-" + i));
        }
        log.gap(VIEW);
        log.append(VIEW, "not an envelope");
        log.append(CART, event("cart-0"));
        log.append(CART, event("cart-1"));
        log.append(LINKS, "{}");
        log.append(LINKS, "{}");
    }

    private static String event(String messageId) {
        return new String(Platform.event(messageId), StandardCharsets.UTF_8);
    }

    private boolean crashes(Faults faults) {
        return crashes(cycle(
                "crashing",
                faults.before(SourceLog.class, log),
                faults.before(StageBucket.class, bucket),
                faults.before(Warehouse.class, warehouse)));
    }

    /** As a bucket that ends the loader when the manifest of the first load is to be put. */
    private StageBucket crashingAtManifest() {
        return Faults.when(
                StageBucket.class,
                bucket,
                (method, arguments) -> method.getName().equals("putIfAbsent")
                        && arguments[0].equals("manifest/000000000001/load.json"));
    }

    @Test
    void severalThreadsMakeTheSameFilesAsOne() {
        for (int i = 0; i < 40; i++) {
            log.append(VIEW, new String(Platform.event("view-" + i), StandardCharsets.UTF_8));
        }
        InMemoryStageBucket ofFour = new InMemoryStageBucket();

        for (InMemoryStageBucket each : List.of(bucket, ofFour)) {
            Stager stager = new Stager(each, log, work, "one", each == bucket ? 1 : 4);
            new Cycle(log, stager, new StageRepair(each, log, work), new InMemoryWarehouse(each), "one", CLOCK)
                    .run(new LoadSize(100, 5, 1));
        }

        assertThat(ofFour.keys()).filteredOn(key -> key.endsWith(".parquet")).hasSize(8);
        assertThat(ofFour.keys()).isEqualTo(bucket.keys());
        assertThat(ofFour.keys())
                .allSatisfy(key -> assertThat(ofFour.read(key).orElseThrow())
                        .isEqualTo(bucket.read(key).orElseThrow()));
    }

    private static boolean crashes(Cycle cycle) {
        try {
            drain(cycle);
            return false;
        } catch (Faults.Crash crash) {
            return true;
        }
    }

    private static void drain(Cycle cycle) {
        while (cycle.run(new LoadSize(6, 4, 1)) instanceof CycleResult.Done) {}
    }

    private void assertLoadedExactly(String how) {
        assertThat(warehouse.progress().next())
                .as(how)
                .containsEntry(VIEW, 7L)
                .containsEntry(CART, 2L)
                .containsEntry(LINKS, 2L);
        assertThat(rows(VIEW)).as(how).isEqualTo(6);
        assertThat(rows(CART)).as(how).isEqualTo(2);
        assertThat(rows(LINKS)).as(how).isEqualTo(2);
    }

    private long rows(TopicPartition partition) {
        return loaded().stream()
                .filter(range -> range.topic().equals(partition.topic()))
                .mapToLong(LoadedRange::rows)
                .sum();
    }

    private List<LoadedRange> loaded() {
        return warehouse.history().stream()
                .flatMap(manifest -> manifest.ranges().stream())
                .toList();
    }

    private Cycle cycle(String loader) {
        return cycle(loader, log, bucket, warehouse);
    }

    private Cycle cycle(String loader, SourceLog from, StageBucket by, Warehouse to) {
        return new Cycle(
                from, new Stager(by, from, work, loader, 1), new StageRepair(by, from, work), to, loader, CLOCK);
    }
}
