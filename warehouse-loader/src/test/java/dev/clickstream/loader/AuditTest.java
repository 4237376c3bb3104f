package dev.clickstream.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.event.Topics;
import dev.clickstream.loader.audit.Audit;
import dev.clickstream.loader.audit.AuditFiles;
import dev.clickstream.loader.audit.AuditReport;
import dev.clickstream.loader.audit.Bucket;
import dev.clickstream.loader.audit.Gap;
import dev.clickstream.loader.audit.RegularAudit;
import dev.clickstream.loader.bucket.InMemoryStageBucket;
import dev.clickstream.loader.bucket.StageBucket;
import dev.clickstream.loader.plan.LoadSize;
import dev.clickstream.loader.source.InMemorySourceLog;
import dev.clickstream.loader.source.SourceLog;
import dev.clickstream.loader.stage.StageArchive;
import dev.clickstream.loader.stage.StageRepair;
import dev.clickstream.loader.stage.Stager;
import dev.clickstream.loader.warehouse.InMemoryWarehouse;
import dev.clickstream.loader.warehouse.Progress;
import dev.clickstream.loader.warehouse.RecordedLoad.Landed;
import dev.clickstream.loader.warehouse.Warehouse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of gap is found and named; those that can be closed are closed, and then nothing is found. */
class AuditTest {
    private static final TopicPartition VIEW = new TopicPartition(Topics.EVENTS_VIEW.name(), 0);
    private static final TopicPartition REJECTED = new TopicPartition(Topics.REJECTED.name(), 0);
    private static final Instant BEGIN = Instant.parse("2026-11-23T01:59:00Z");
    private static final String FIRST_FILE = "landing/events/dt=2026-11-23/hr=01/000000000001-000.parquet";

    @TempDir
    Path work;

    private Instant now = BEGIN;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final InMemorySourceLog log = new InMemorySourceLog();
    private final InMemoryStageBucket bucket = new InMemoryStageBucket();
    private final InMemoryWarehouse warehouse = new InMemoryWarehouse(bucket, clock);
    private final StageArchive archive = new StageArchive(bucket);

    @BeforeEach
    void loadTwice() {
        events(5);
        log.append(VIEW, "no event");
        log.gap(VIEW);
        log.append(REJECTED, "{}");
        cycle(bucket, warehouse).run(new LoadSize(100, 100, 1));
        now = now.plus(Duration.ofMinutes(7));
        events(3);
        cycle(bucket, warehouse).run(new LoadSize(100, 100, 1));
    }

    @Test
    void whatIsAllRightBalancesInEveryFiveMinutes() {
        AuditReport report = audit(true);

        assertThat(report.gaps()).isEmpty();
        assertThat(report.buckets())
                .extracting(Bucket::start)
                .containsExactly(Instant.parse("2026-11-23T01:55:00Z"), Instant.parse("2026-11-23T02:05:00Z"));
        Bucket first = report.buckets().getFirst();
        assertThat(first.offsets()).isEqualTo(7);
        assertThat(first.landed()).isEqualTo(5);
        assertThat(first.apart()).isEqualTo(1);
        assertThat(first.withoutRecord()).isEqualTo(1);
        assertThat(first.rejected()).isEqualTo(1);
        assertThat(report.buckets()).allMatch(Bucket::balances);
        assertThat(report.json())
                .contains("\"clean\":true", "\"accepted\":7", "\"landed\":5", "\"apart\":1", "\"rejected\":1");
    }

    @Test
    void aPlanThatNobodyFinishedIsFoundAndFinished() {
        StageBucket dying = Faults.when(
                StageBucket.class,
                bucket,
                (method, arguments) -> method.getName().equals("putIfAbsent")
                        && arguments[0].toString().startsWith("landing/"));
        dies(dying, warehouse);

        assertThat(audit(false).gaps()).as("somebody may be at it").isEmpty();
        assertThat(audit(false).underWay()).containsExactly(3L);
        now = now.plus(Duration.ofMinutes(11));
        assertFoundAndClosed(Gap.Kind.UNFINISHED, 3);
    }

    @Test
    void aManifestThatNobodyLoadedIsFoundAndLoaded() {
        dies(
                bucket,
                Faults.when(
                        Warehouse.class,
                        warehouse,
                        (method, arguments) -> method.getName().equals("load")));
        now = now.plus(Duration.ofMinutes(11));

        assertFoundAndClosed(Gap.Kind.UNLOADED, 3);
        assertThat(warehouse.history()).hasSize(3);
    }

    @Test
    void aFileThatIsGoneIsFoundAndMadeAnew() {
        byte[] before = bucket.read(FIRST_FILE).orElseThrow();
        bucket.lose(FIRST_FILE);

        assertFoundAndClosed(Gap.Kind.VANISHED, 1);
        assertThat(bucket.read(FIRST_FILE))
                .hasValueSatisfying(now -> assertThat(now).isEqualTo(before));
    }

    @Test
    void aFileOfTheSameLengthWithOtherBytesIsFoundByReadingItWhole() {
        byte[] other = bucket.read(FIRST_FILE).orElseThrow().clone();
        other[other.length / 2] ^= 1;
        bucket.spoil(FIRST_FILE, other);

        assertThat(audit(false).gaps()).isEmpty();
        assertFoundAndClosed(Gap.Kind.ALTERED, 1);
        assertThat(bucket.list("quarantine/", "")).hasSize(1);
    }

    @Test
    void aManifestThatIsGoneIsFoundAndWrittenAgain() {
        bucket.lose("manifest/000000000001/load.json");

        assertFoundAndClosed(Gap.Kind.VANISHED, 1);
    }

    @Test
    void aFileThatKafkaCannotGiveAgainStaysAGapWithItsCause() {
        bucket.lose(FIRST_FILE);
        log.deleteBefore(VIEW, 2);

        assertThat(repair(false)).singleElement().satisfies(step -> {
            assertThat(step.done()).isFalse();
            assertThat(step.what()).contains("and the log now at 2");
        });
        assertThat(audit(true).count()).containsOnlyKeys(Gap.Kind.VANISHED);
    }

    @Test
    void rowsThatWereDeletedFromTheWarehouseAreFoundAndLandedAgain() {
        warehouse.change(2, rows -> new Landed(rows.table(), rows.topic(), rows.partition(), 1, 1));

        assertThat(audit(false).gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(Gap.Kind.MISCOUNTED);
            assertThat(gap.what()).isEqualTo("1 rows of %s, its manifest says 3".formatted(VIEW));
        });
        assertThat(reload(true))
                .filteredOn(step -> step.seq() == 2)
                .singleElement()
                .satisfies(step -> assertThat(step.what()).isEqualTo("would be landed again"));
        reload(false);
        assertThat(audit(true).gaps()).isEmpty();
        assertThat(reload(false))
                .filteredOn(step -> step.seq() == 2)
                .extracting(Reload.Step::what)
                .containsExactly("is there");
    }

    @Test
    void rowsThatAreThereTwiceAreFound() {
        warehouse.change(2, rows -> new Landed(rows.table(), rows.topic(), rows.partition(), 6, 3));

        assertThat(audit(false).gaps())
                .extracting(Gap::toString)
                .singleElement()
                .asString()
                .contains("DOUBLED", "3 rows of " + VIEW + " twice");
    }

    @Test
    void whatKafkaDeletedBeforeItWasLoadedIsAGapForEver() {
        events(4);
        log.deleteBefore(VIEW, 12);
        cycle(bucket, warehouse).run(new LoadSize(100, 100, 1));

        assertThat(audit(false).gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.what()).isEqualTo("2 offsets of %s from 10 on".formatted(VIEW)));
        assertThat(repair(false))
                .singleElement()
                .satisfies(step -> assertThat(step.done()).isFalse());
        assertThat(audit(false).buckets()).allMatch(Bucket::balances);
    }

    @Test
    void offsetsThatWereMovedByHandAreFound() {
        InMemoryWarehouse moved = new InMemoryWarehouse(bucket, clock);
        moved.register(Map.of(VIEW, 0L, REJECTED, 0L));
        archive.staged(1).ifPresent(moved::load);

        AuditReport report = new Audit(
                        archive,
                        new StageRepair(bucket, log, work),
                        Faults.instead(
                                Warehouse.class,
                                moved,
                                (method, arguments, call) -> method.getName().equals("progress")
                                        ? new Progress(1, Map.of(VIEW, 3L, REJECTED, 1L))
                                        : call.call()),
                        clock,
                        Duration.ofMinutes(10))
                .between(BEGIN.minusSeconds(60), now.plusSeconds(60), false);

        assertThat(report.gaps())
                .filteredOn(gap -> gap.kind() == Gap.Kind.DISJOINT)
                .singleElement()
                .satisfies(gap -> assertThat(gap.what())
                        .isEqualTo("ended at offset 7 of %s, where ops.load_offset says 3".formatted(VIEW)));
    }

    @Test
    void aWarehouseThatWasLostIsFilledFromTheBucketAlone() {
        InMemoryWarehouse empty = new InMemoryWarehouse(bucket, clock);

        List<Reload.Step> steps =
                new Reload(archive, empty).between(BEGIN.minusSeconds(60), now.plusSeconds(60), false, false);

        assertThat(steps).extracting(Reload.Step::what).containsOnly("loaded: the history did not know it");
        assertThat(empty.progress()).isEqualTo(warehouse.progress());
        assertThat(empty.history()).isEqualTo(warehouse.history());
    }

    @Test
    void aTimeTakesOnlyTheLoadsThatWerePlannedInIt() {
        assertThat(new Reload(archive, warehouse).between(BEGIN.plusSeconds(60), now.plusSeconds(1), true, true))
                .extracting(Reload.Step::seq)
                .containsExactly(2L);
        assertThat(new Reload(archive, warehouse).between(BEGIN, BEGIN.plusSeconds(60), true, true))
                .extracting(Reload.Step::seq)
                .containsExactly(1L);
    }

    @Test
    void theLoadersOwnAuditComesEveryFiveMinutesAndKeepsEachDayOnce() {
        RegularAudit regular = new RegularAudit(
                new Audit(archive, new StageRepair(bucket, log, work), warehouse, clock, Duration.ofMinutes(10)),
                new AuditFiles(bucket),
                clock,
                Runnable::run);

        regular.afterLoad();
        assertThat(bucket.list("audit/", "")).as("not yet").isEmpty();
        now = now.plus(Duration.ofMinutes(5));
        regular.afterLoad();
        assertThat(bucket.list("audit/", "")).as("all is right").containsExactly("audit/dt=2026-11-22/day.json");
        bucket.lose(FIRST_FILE);
        regular.afterLoad();
        assertThat(bucket.list("audit/", "")).as("not yet again").hasSize(1);
        now = now.plus(Duration.ofMinutes(5));
        regular.afterLoad();

        assertThat(bucket.list("audit/", ""))
                .containsExactly("audit/dt=2026-11-22/day.json", "audit/dt=2026-11-23/021600.json");
        assertThat(new String(bucket.read("audit/dt=2026-11-23/021600.json").orElseThrow(), StandardCharsets.UTF_8))
                .contains("\"kind\":\"vanished\"", FIRST_FILE);
    }

    private void assertFoundAndClosed(Gap.Kind kind, long seq) {
        assertThat(audit(true).gaps()).isNotEmpty().allSatisfy(gap -> {
            assertThat(gap.kind()).isEqualTo(kind);
            assertThat(gap.seq()).isEqualTo(seq);
        });
        assertThat(repair(true)).as("dry run").isNotEmpty().noneMatch(Repair.Step::done);
        assertThat(audit(true).gaps()).as("after a dry run").isNotEmpty();
        assertThat(repair(false)).isNotEmpty().allMatch(Repair.Step::done);
        assertThat(audit(true).gaps()).as("after the repair").isEmpty();
        assertThat(repair(false)).as("again").isEmpty();
    }

    private List<Repair.Step> repair(boolean dryRun) {
        StageRepair files = new StageRepair(bucket, log, work);
        return new Repair(
                        cycle(bucket, warehouse), new Stager(bucket, log, work, "repair", 1), archive, files, config())
                .of(audit(true), dryRun);
    }

    private List<Reload.Step> reload(boolean dryRun) {
        return new Reload(archive, warehouse).between(BEGIN.plusSeconds(60), now.plusSeconds(60), false, dryRun);
    }

    private AuditReport audit(boolean whole) {
        return new Audit(archive, new StageRepair(bucket, log, work), warehouse, clock, Duration.ofMinutes(10))
                .between(BEGIN.minusSeconds(60), now.plusSeconds(60), whole);
    }

    private void events(int count) {
        for (int i = 0; i < count; i++) {
            log.append(VIEW, new String(Platform.event("view-" + i), StandardCharsets.UTF_8));
        }
    }

    private void dies(StageBucket on, Warehouse to) {
        events(2);
        try {
            cycle(on, to).run(new LoadSize(100, 100, 1));
        } catch (Faults.Crash meant) {
            return;
        }
        throw new AssertionError("it should have died");
    }

    private Cycle cycle(StageBucket on, Warehouse to) {
        SourceLog from = log;
        return new Cycle(
                from, new Stager(on, from, work, "audited", 1), new StageRepair(on, from, work), to, "audited", clock);
    }

    private static LoaderConfig config() {
        return LoaderConfig.from(Map.of(
                "LOADER_KAFKA_BOOTSTRAP", "127.0.0.1:1",
                "LOADER_BUCKET", "lake",
                "LOADER_REDSHIFT_JDBC_URL", "jdbc:redshift://127.0.0.1:1/lake",
                "LOADER_REDSHIFT_USER", "loader",
                "LOADER_REDSHIFT_PASSWORD", "none",
                "LOADER_IAM_ROLE", "none"));
    }
}
