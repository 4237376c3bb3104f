package dev.clickstream.loader.audit;

import dev.clickstream.loader.plan.LoadPlan;
import dev.clickstream.loader.stage.LoadManifest;
import dev.clickstream.loader.stage.LoadedRange;
import dev.clickstream.loader.stage.StageArchive;
import dev.clickstream.loader.stage.StageRepair;
import dev.clickstream.loader.stage.StagedLoad;
import dev.clickstream.loader.warehouse.Progress;
import dev.clickstream.loader.warehouse.RecordedLoad;
import dev.clickstream.loader.warehouse.RecordedLoad.Landed;
import dev.clickstream.loader.warehouse.Warehouse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Holds plans, manifests and files on the bucket against the history, the offsets and the landing tables of the warehouse,
 * and names what does not fit. Changes nothing.
 */
public final class Audit {
    private static final Duration BUCKET = Duration.ofMinutes(5);

    private final StageArchive archive;
    private final StageRepair files;
    private final Warehouse warehouse;
    private final Clock clock;
    private final Duration patience;

    /** @param patience a load that was planned so long ago should be loaded by now */
    public Audit(StageArchive archive, StageRepair files, Warehouse warehouse, Clock clock, Duration patience) {
        this.archive = archive;
        this.files = files;
        this.warehouse = warehouse;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * The loads that were committed in this time, and all that should have been by now.
     *
     * @param whole true to read every file and compare its content, false to compare what the bucket says of it
     */
    public AuditReport between(Instant from, Instant to, boolean whole) {
        List<Gap> gaps = new ArrayList<>();
        List<RecordedLoad> loads = warehouse.recorded(from, to);
        SortedMap<Instant, Bucket> buckets = new TreeMap<>();
        for (RecordedLoad load : loads) {
            Optional<StagedLoad> staged = archive.staged(load.seq());
            if (staged.isEmpty()) {
                gaps.add(new Gap(Gap.Kind.VANISHED, load.seq(), "its manifest is missing"));
                continue;
            }
            compare(load, staged.get(), whole, gaps);
            Instant start = start(load.loadedAt());
            Bucket bucket = buckets.getOrDefault(start, Bucket.at(start));
            buckets.put(
                    start,
                    bucket.with(
                            staged.get().manifest(),
                            checksum(bucket.checksum() + staged.get().manifestSha256())));
        }
        joined(loads, gaps);
        List<Long> underWay = notLoaded(gaps);
        return new AuditReport(from, to, clock.instant(), List.copyOf(buckets.values()), gaps, underWay);
    }

    private void compare(RecordedLoad load, StagedLoad staged, boolean whole, List<Gap> gaps) {
        LoadManifest manifest = staged.manifest();
        if (!staged.manifestSha256().equals(load.manifestSha256())) {
            gaps.add(new Gap(Gap.Kind.ALTERED, load.seq(), "its manifest is not the one that was loaded"));
        }
        files.damage(manifest, whole)
                .forEach(damage -> gaps.add(new Gap(
                        damage.missing() ? Gap.Kind.VANISHED : Gap.Kind.ALTERED, load.seq(), damage.toString())));
        for (LoadedRange range : manifest.ranges()) {
            if (range.deleted() > 0) {
                gaps.add(new Gap(
                        Gap.Kind.DELETED,
                        load.seq(),
                        "%d offsets of %s-%d from %d on"
                                .formatted(range.deleted(), range.topic(), range.partition(), range.start())));
            }
            List<Landed> landed = load.landed().stream()
                    .filter(one -> one.topic().equals(range.topic()) && one.partition() == range.partition())
                    .toList();
            long rows = landed.stream().mapToLong(Landed::rows).sum();
            long offsets = landed.stream().mapToLong(Landed::offsets).sum();
            long erased = load.erased().stream()
                    .filter(one -> one.topic().equals(range.topic()) && one.partition() == range.partition())
                    .mapToLong(Landed::rows)
                    .sum();
            String place = "%s-%d".formatted(range.topic(), range.partition());
            if (offsets < rows) {
                gaps.add(new Gap(Gap.Kind.DOUBLED, load.seq(), "%d rows of %s twice".formatted(rows - offsets, place)));
            } else if (rows + erased != range.rows()) {
                gaps.add(new Gap(
                        Gap.Kind.MISCOUNTED,
                        load.seq(),
                        "%d rows of %s%s, its manifest says %d"
                                .formatted(
                                        rows,
                                        place,
                                        erased == 0 ? "" : " and %d erased".formatted(erased),
                                        range.rows())));
            }
        }
        long ofFiles = manifest.rows();
        if (load.rows() != ofFiles) {
            gaps.add(new Gap(
                    Gap.Kind.ALTERED,
                    load.seq(),
                    "its history says %d rows, its manifest %d".formatted(load.rows(), ofFiles)));
        }
    }

    /** Each load begins where the one before it ended, and the last one ends where the offsets are. */
    private void joined(List<RecordedLoad> loads, List<Gap> gaps) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        long before = 0;
        for (RecordedLoad load : loads) {
            if (before != 0 && load.seq() != before + 1) {
                gaps.add(new Gap(
                        Gap.Kind.DISJOINT,
                        load.seq(),
                        load.seq() == before
                                ? "is in the history twice"
                                : "follows %d in the history".formatted(before)));
            }
            before = load.seq();
            for (LoadedRange range : load.ranges()) {
                TopicPartition partition = new TopicPartition(range.topic(), range.partition());
                Long end = ends.put(partition, range.end());
                if (end != null && end != range.start()) {
                    gaps.add(new Gap(
                            Gap.Kind.DISJOINT,
                            load.seq(),
                            "begins at offset %d of %s, the load before ended at %d"
                                    .formatted(range.start(), partition, end)));
                }
            }
        }
        Progress progress = warehouse.progress();
        if (before == 0 || progress.lastSeq() != before) {
            return;
        }
        long last = before;
        ends.forEach((partition, end) -> {
            Long next = progress.next().get(partition);
            if (next == null || !next.equals(end)) {
                gaps.add(new Gap(
                        Gap.Kind.DISJOINT,
                        last,
                        "ended at offset %d of %s, where ops.load_offset says %s".formatted(end, partition, next)));
            }
        });
    }

    /** What lies on the bucket beyond the history; returns what is too young to be a gap. */
    private List<Long> notLoaded(List<Gap> gaps) {
        long lastSeq = warehouse.progress().lastSeq();
        List<Long> underWay = new ArrayList<>();
        for (long seq : archive.planned(lastSeq + 1)) {
            Optional<LoadPlan> plan = archive.plan(seq);
            if (plan.isEmpty() || plan.get().madeAt().isAfter(clock.instant().minus(patience))) {
                underWay.add(seq);
            } else if (archive.staged(seq).isPresent()) {
                gaps.add(new Gap(
                        Gap.Kind.UNLOADED,
                        seq,
                        "staged, planned at " + plan.get().madeAt()));
            } else {
                gaps.add(new Gap(
                        Gap.Kind.UNFINISHED, seq, "planned at " + plan.get().madeAt()));
            }
        }
        return underWay;
    }

    private static Instant start(Instant at) {
        return Instant.ofEpochSecond(at.getEpochSecond() - at.getEpochSecond() % BUCKET.toSeconds());
    }

    private static String checksum(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
