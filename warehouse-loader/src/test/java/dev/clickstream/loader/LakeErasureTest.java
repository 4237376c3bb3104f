package dev.clickstream.loader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.erasure.Erasure;
import dev.clickstream.erasure.ErasureList;
import dev.clickstream.event.Event;
import dev.clickstream.event.EventJson;
import dev.clickstream.event.EventType;
import dev.clickstream.event.Topics;
import dev.clickstream.lake.ParquetTable;
import dev.clickstream.loader.audit.Audit;
import dev.clickstream.loader.audit.AuditReport;
import dev.clickstream.loader.audit.Bucket;
import dev.clickstream.loader.bucket.InMemoryStageBucket;
import dev.clickstream.loader.bucket.StageBucket;
import dev.clickstream.loader.lake.LakeErasure;
import dev.clickstream.loader.plan.LoadSize;
import dev.clickstream.loader.source.InMemorySourceLog;
import dev.clickstream.loader.stage.StageArchive;
import dev.clickstream.loader.stage.StageRepair;
import dev.clickstream.loader.stage.Stager;
import dev.clickstream.loader.warehouse.InMemoryWarehouse;
import dev.clickstream.loader.warehouse.Warehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Who is erased lies in no file any more, cut off wherever; the others do, and the audit balances. */
class LakeErasureTest {
    private static final TopicPartition VIEW = new TopicPartition(Topics.EVENTS_VIEW.name(), 0);
    private static final TopicPartition LINKS = new TopicPartition(Topics.IDENTITY_LINKS.name(), 0);
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final String SALT = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path work;

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final InMemorySourceLog log = new InMemorySourceLog();
    private final InMemoryStageBucket bucket = new InMemoryStageBucket();
    private final InMemoryWarehouse warehouse = new InMemoryWarehouse(bucket, clock);
    private final StageArchive archive = new StageArchive(bucket);

    @BeforeEach
    void loadPeopleAndEraseAnn() {
        event("ann", "phone", "{}");
        event(null, "phone", "{}");
        event("bob", "phone", "{}");
        event("ann", null, "{\"story\":\"" + "x".repeat(70_000) + "\"}"); // also lies whole in landing/originals
        log.append(LINKS, "{\"anonymousId\":\"phone\",\"userId\":\"ann\",\"linkedAt\":\"2026-11-20T10:00:00Z\"}");
        log.append(LINKS, "{\"anonymousId\":\"tv\",\"userId\":\"bob\",\"linkedAt\":\"2026-11-20T10:00:00Z\"}");
        cycle().run(new LoadSize(100, 100, 1));
        ErasureList list =
                ErasureList.of(List.of(Erasure.of("ann", SALT, NOW, "r1"), Erasure.of("phone", SALT, NOW, "r1")));
        warehouse.erase(1, list, VIEW, 3);
    }

    @Test
    void whatIsErasedIsWrittenOutOfEveryFileAndTheOthersStay() throws Exception {
        assertThat(texts()).contains("ann", "bob");

        LakeErasure.Result result = erasure(bucket, warehouse).carryOut();

        assertThat(result.rows()).isEqualTo(4);
        assertThat(result.files()).isEqualTo(3);
        assertIsGoneAndBalances();
        assertThat(erasure(bucket, warehouse).carryOut()).isEqualTo(new LakeErasure.Result(0, 0, 0));
    }

    @Test
    void cutOffAtAnyCallTheNextRunEndsItAsIfNothingHadBeen() throws Exception {
        int cuts = 0;
        for (boolean afterEffect : List.of(false, true)) {
            for (int call = 0; ; call++) {
                LakeErasureTest fresh = new LakeErasureTest();
                fresh.work = Files.createDirectory(work.resolve(afterEffect + "-" + call));
                fresh.loadPeopleAndEraseAnn();
                Faults faults = new Faults(call, afterEffect);
                try {
                    fresh.erasure(
                                    faults.before(StageBucket.class, fresh.bucket),
                                    faults.before(Warehouse.class, fresh.warehouse))
                            .carryOut();
                    break;
                } catch (Faults.Crash meant) {
                    cuts++;
                }
                fresh.erasure(fresh.bucket, fresh.warehouse).carryOut();
                fresh.assertIsGoneAndBalances();
            }
        }
        assertThat(cuts).isGreaterThan(40);
    }

    @Test
    void whereAnAnswerIsLostTheClientPutsAgainAndIsRefusedWhichHarmsNothing() throws Exception {
        StageBucket forgetful = Faults.instead(StageBucket.class, bucket, (method, arguments, call) -> {
            Object answer = call.call();
            return method.getName().equals("replace") ? false : answer;
        });

        erasure(forgetful, warehouse).carryOut();

        assertIsGoneAndBalances();
    }

    @Test
    void aFileThatIsDamagedIsNotTakenForOneThatWasWrittenAnew() {
        String file = bucket.list("landing/events/", "").getFirst();
        bucket.spoil(file, "damaged".getBytes(UTF_8));

        assertThatThrownBy(() -> erasure(bucket, warehouse).carryOut())
                .hasMessageContaining("holds other bytes than its manifest says")
                .hasMessageContaining(file);
    }

    @Test
    void whatKafkaStillHoldsBringsNobodyBackByARepair() throws Exception {
        erasure(bucket, warehouse).carryOut();
        bucket.lose(bucket.list("landing/events/", "").getFirst());

        StageRepair repair = new StageRepair(bucket, log, work);
        repair.repair(
                archive.plan(1).orElseThrow(),
                archive.staged(1).orElseThrow().manifest(),
                repair.damage(archive.staged(1).orElseThrow().manifest(), true));

        assertThat(texts()).doesNotContain("ann");
    }

    private void assertIsGoneAndBalances() throws Exception {
        assertThat(texts()).doesNotContain("ann").contains("bob", "tv");
        assertThat(bucket.keys()).allMatch(key -> bucket.olderVersions(key).isEmpty() || !key.startsWith("landing/"));
        AuditReport report = new Audit(
                        archive, new StageRepair(bucket, log, work), warehouse, clock, Duration.ofMinutes(10))
                .between(NOW.minusSeconds(60), NOW.plusSeconds(60), true);
        // The warehouse in memory counts no links that were erased.
        assertThat(report.gaps()).allMatch(gap -> gap.what().contains(LINKS.topic()));
        Bucket counts = report.buckets().getFirst();
        assertThat(counts.offsets()).isEqualTo(4);
        assertThat(counts.landed()).isEqualTo(1);
        assertThat(counts.erased()).isEqualTo(3);
        assertThat(counts.balances()).isTrue();
        assertThat(warehouse.erasedLoads()).isEmpty();
    }

    /** All texts of all files: Parquet packs them, so that bytes tell nothing. */
    private String texts() throws Exception {
        List<String> texts = new ArrayList<>();
        for (String key : bucket.list("landing/", "")) {
            Path file = work.resolve("look.parquet");
            bucket.download(key, file);
            ParquetTable.read(file, row -> {
                for (String column : List.of("user_id", "anonymous_id", "properties", "record_key", "record_value")) {
                    if (row.has(column)) {
                        texts.add(String.valueOf(row.text(column)));
                    }
                }
            });
        }
        return String.join(" ", texts);
    }

    private LakeErasure erasure(StageBucket on, Warehouse of) {
        return new LakeErasure(new StageArchive(on), on, of, work);
    }

    private Cycle cycle() {
        return new Cycle(
                log,
                new Stager(bucket, log, work, "erasing", 1),
                new StageRepair(bucket, log, work),
                warehouse,
                "erasing",
                clock);
    }

    private void event(@Nullable String user, @Nullable String device, String properties) {
        Instant at = NOW.minusSeconds(3600);
        log.append(
                VIEW,
                new String(
                        EventJson.write(new Event(
                                "m",
                                EventType.TRACK,
                                "Product Viewed",
                                null,
                                user,
                                device,
                                null,
                                at,
                                null,
                                at,
                                at,
                                "web",
                                JsonMapper.shared().createObjectNode(),
                                (tools.jackson.databind.node.ObjectNode)
                                        JsonMapper.shared().readTree(properties),
                                Set.of())),
                        UTF_8));
    }
}
