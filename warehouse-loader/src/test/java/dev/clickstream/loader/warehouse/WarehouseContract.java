package dev.clickstream.loader.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.event.Topics;
import dev.clickstream.loader.bucket.StageBucket;
import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.plan.LoadPlan;
import dev.clickstream.loader.plan.OffsetRange;
import dev.clickstream.loader.plan.Slice;
import dev.clickstream.loader.source.InMemorySourceLog;
import dev.clickstream.loader.stage.LoadManifest;
import dev.clickstream.loader.stage.LoadedRange;
import dev.clickstream.loader.stage.StagedFile;
import dev.clickstream.loader.stage.StagedLoad;
import dev.clickstream.loader.stage.Stager;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every warehouse does. Each test starts from an empty one and a bucket that goes with it. */
public abstract class WarehouseContract {
    private static final TopicPartition RULES = new TopicPartition(Topics.RULES.name(), 0);
    private static final TopicPartition LATE = new TopicPartition(Topics.LATE.name(), 2);

    @TempDir
    Path work;

    private final InMemorySourceLog log = new InMemorySourceLog();

    protected abstract Warehouse warehouse();

    /** Ten records of one partition of rules. */
    protected InMemorySourceLog log() {
        return log;
    }

    /** Another connection to the same warehouse. */
    protected abstract Warehouse other();

    protected abstract StageBucket bucket();

    /** Empties the warehouse, where it outlives a test. */
    protected void empty() throws Exception {}

    @BeforeEach
    void begin() throws Exception {
        empty();
        for (int i = 0; i < 10; i++) {
            log.append(RULES, "{}");
        }
        warehouse().prepare();
        warehouse().register(Map.of(RULES, 0L, LATE, 4L));
    }

    @Test
    void beginsWhereItWasRegistered() {
        assertThat(warehouse().progress()).isEqualTo(new Progress(0, Map.of(RULES, 0L, LATE, 4L)));
    }

    @Test
    void preparingAndRegisteringAgainChangesNothing() {
        assertThat(warehouse().load(staged(1, 0, 3))).isEqualTo(new LoadOutcome.Loaded());

        other().prepare();
        other().register(Map.of(RULES, 0L));

        assertThat(other().progress()).isEqualTo(new Progress(1, Map.of(RULES, 3L, LATE, 4L)));
    }

    @Test
    void aLoadIsLoadedOnceHoweverOftenItIsTried() {
        StagedLoad load = staged(1, 0, 3);

        assertThat(warehouse().load(load)).isEqualTo(new LoadOutcome.Loaded());
        assertThat(warehouse().load(load)).isEqualTo(new LoadOutcome.AlreadyLoaded());
        assertThat(other().load(load)).isEqualTo(new LoadOutcome.AlreadyLoaded());

        assertThat(warehouse().progress().next()).containsEntry(RULES, 3L);
    }

    @Test
    void loadsFollowEachOther() {
        assertThat(warehouse().load(staged(1, 0, 3))).isEqualTo(new LoadOutcome.Loaded());
        assertThat(other().load(staged(2, 3, 10))).isEqualTo(new LoadOutcome.Loaded());
        assertThat(warehouse().progress()).isEqualTo(new Progress(2, Map.of(RULES, 10L, LATE, 4L)));
    }

    @Test
    void aLoadThatSkipsOneIsRefused() {
        assertThat(warehouse().load(staged(2, 3, 10)))
                .isEqualTo(new LoadOutcome.Refused("load 2 does not follow the warehouse's last one, 0"));
        assertThat(warehouse().progress()).isEqualTo(new Progress(0, Map.of(RULES, 0L, LATE, 4L)));
    }

    @Test
    void aLoadThatBeginsElsewhereIsRefusedAndLeavesNothing() {
        assertThat(warehouse().load(staged(1, 1, 3))).isInstanceOf(LoadOutcome.Refused.class);

        assertThat(warehouse().progress()).isEqualTo(new Progress(0, Map.of(RULES, 0L, LATE, 4L)));
        assertThat(warehouse().load(staged(1, 0, 3, "again/"))).isEqualTo(new LoadOutcome.Loaded());
    }

    @Test
    void aManifestThatMiscountsIsRefusedAndLeavesNothing() {
        StagedLoad load = staged(1, 0, 3);
        LoadManifest manifest = load.manifest();
        List<StagedFile> miscounted = manifest.files().stream()
                .map(file -> new StagedFile(
                        file.table(), file.key(), file.bytes(), file.sha256(), List.of(4L), file.columns()))
                .toList();

        assertThat(warehouse()
                        .load(new StagedLoad(
                                new LoadManifest(1, miscounted, manifest.ranges()),
                                load.manifestSha256(),
                                load.copies())))
                .isEqualTo(new LoadOutcome.Miscounted("COPY of load 1 into rules took 3 rows, its files hold 4"));

        assertThat(warehouse().load(load)).isEqualTo(new LoadOutcome.Loaded());
    }

    @Test
    void tellsWhatWasLoadedAndWhatIsThere() {
        Instant before = Instant.now().minusSeconds(5);
        StagedLoad load = staged(1, 0, 3);
        warehouse().load(load);
        warehouse().load(staged(2, 3, 10));

        List<RecordedLoad> recorded = other().recorded(before, Instant.now().plusSeconds(60));

        assertThat(recorded).extracting(RecordedLoad::seq).containsExactly(1L, 2L);
        assertThat(other().recorded(2, 2)).extracting(RecordedLoad::landedRows).containsExactly(7L);
        assertThat(other().recorded(Instant.EPOCH, before)).isEmpty();
        assertThat(recorded.getFirst().manifestSha256()).isEqualTo(load.manifestSha256());
        assertThat(recorded.getFirst().rows()).isEqualTo(3);
        assertThat(recorded.getFirst().ranges()).containsExactly(new LoadedRange(RULES.topic(), 0, 0, 3, 3));
        assertThat(recorded.getFirst().landed())
                .containsExactly(new RecordedLoad.Landed("rules", RULES.topic(), 0, 3, 3));
    }

    @Test
    void aLoadIsLandedAgainInItsOwnPlace() {
        StagedLoad load = staged(1, 0, 3);
        warehouse().load(load);
        warehouse().load(staged(2, 3, 10));
        List<RecordedLoad> before = warehouse().recorded(1, 2);

        assertThat(other().reload(load)).isEqualTo(new LoadOutcome.Loaded());
        assertThat(other().reload(load)).isEqualTo(new LoadOutcome.Loaded());

        assertThat(warehouse().recorded(1, 2))
                .usingRecursiveComparison()
                .ignoringFields("loadedAt")
                .isEqualTo(before);
        assertThat(warehouse().progress()).isEqualTo(new Progress(2, Map.of(RULES, 10L, LATE, 4L)));
    }

    @Test
    void whatWasNeverLoadedIsNotLandedAgain() {
        assertThat(warehouse().reload(staged(1, 0, 3)))
                .isEqualTo(new LoadOutcome.Refused("load 1 was never loaded, the warehouse's last one is 0"));
        assertThat(warehouse().recorded(1, 1)).isEmpty();
    }

    @Test
    void aLoadWithoutRowsMovesTheOffsetsAllTheSame() {
        LoadManifest empty =
                new LoadManifest(1, List.of(), List.of(new LoadedRange(LATE.topic(), LATE.partition(), 4, 6, 0)));

        assertThat(warehouse().load(new StagedLoad(empty, "0".repeat(64), List.of())))
                .isEqualTo(new LoadOutcome.Loaded());

        assertThat(warehouse().progress().next()).containsEntry(LATE, 6L);
    }

    @Test
    void ofManyWhoLoadTheSameAtOnceOneLoads() {
        StagedLoad load = staged(1, 0, 3);

        List<LoadOutcome> outcomes = Stream.of(warehouse(), other())
                .parallel()
                .map(one -> one.load(load))
                .toList();

        assertThat(outcomes).containsExactlyInAnyOrder(new LoadOutcome.Loaded(), new LoadOutcome.AlreadyLoaded());
    }

    private StagedLoad staged(long seq, long start, long end) {
        return staged(seq, start, end, "");
    }

    /** Another hour's folder for a plan that takes the place of a first one. */
    private StagedLoad staged(long seq, long start, long end, String folder) {
        StageBucket bucket = folder.isEmpty() ? bucket() : new Subfolder(bucket(), folder);
        LoadPlan plan = new LoadPlan(
                seq,
                "contract",
                Instant.EPOCH,
                List.of(new Slice(0, LandingTable.RULES, List.of(new OffsetRange(RULES.topic(), 0, start, end)))));
        return new Stager(bucket, log, work, "contract", 1).stage(plan);
    }
}
