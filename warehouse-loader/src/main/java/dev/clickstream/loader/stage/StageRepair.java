package dev.clickstream.loader.stage;

import dev.clickstream.loader.bucket.StageBucket;
import dev.clickstream.loader.bucket.StageException;
import dev.clickstream.loader.bucket.StoredObject;
import dev.clickstream.loader.plan.LoadPlan;
import dev.clickstream.loader.plan.OffsetRange;
import dev.clickstream.loader.plan.Slice;
import dev.clickstream.loader.source.SourceLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds files that are not what their manifest says, and makes them so again from the log. Deletes nothing: what lay in the
 * wrong file's place is kept under {@code quarantine/}.
 */
public final class StageRepair {
    private static final Logger LOG = LoggerFactory.getLogger(StageRepair.class);

    private final StageBucket bucket;
    private final SourceLog log;
    private final Path workDirectory;

    public StageRepair(StageBucket bucket, SourceLog log, Path workDirectory) {
        this.bucket = bucket;
        this.log = log;
        this.workDirectory = workDirectory;
    }

    /** @param whole true to read every file and compare its content, false to compare what the bucket says of it */
    public List<Damage> damage(LoadManifest manifest, boolean whole) {
        List<Damage> damage = new ArrayList<>();
        for (StagedFile file : manifest.files()) {
            Optional<StoredObject> present = bucket.describe(file.key());
            if (present.isEmpty()) {
                damage.add(new Damage(file, true, "is missing"));
            } else if (present.get().bytes() != file.bytes()) {
                damage.add(new Damage(
                        file,
                        false,
                        "holds %d bytes, its manifest says %d"
                                .formatted(present.get().bytes(), file.bytes())));
            } else if (whole && !contentOf(file).equals(file.sha256())) {
                damage.add(new Damage(file, false, "holds other bytes than its manifest says"));
            }
        }
        return damage;
    }

    private String contentOf(StagedFile file) {
        return ScratchFile.in(workDirectory, path -> {
            bucket.download(file.key(), path);
            return StageJson.sha256(path);
        });
    }

    /** Makes each of these files anew from the log; what the redo gives must be what the manifest says. */
    public RepairOutcome repair(LoadPlan plan, LoadManifest manifest, List<Damage> damaged) {
        Map<String, Damage> byKey =
                damaged.stream().collect(Collectors.toMap(one -> one.file().key(), one -> one));
        List<String> repaired = new ArrayList<>();
        for (Slice slice : plan.slices()) {
            List<Damage> ofSlice = manifest.files().stream()
                    .filter(file -> file.key().equals(StageKeys.data(plan, slice, file.table())))
                    .map(file -> byKey.get(file.key()))
                    .filter(one -> one != null)
                    .toList();
            if (!ofSlice.isEmpty()) {
                Optional<String> refusal = redo(plan, slice, ofSlice, repaired);
                if (refusal.isPresent()) {
                    return new RepairOutcome.Impossible(refusal.get());
                }
            }
        }
        return new RepairOutcome.Repaired(repaired);
    }

    private Optional<String> redo(LoadPlan plan, Slice slice, List<Damage> damaged, List<String> repaired) {
        Optional<String> gone = deletedMeanwhile(slice);
        if (gone.isPresent()) {
            return Optional.of("%s cannot be made anew: %s".formatted(damaged.getFirst(), gone.get()));
        }
        try (SliceFiles files = SliceFiles.read(plan, slice, log, workDirectory)) {
            for (Damage one : damaged) {
                Optional<SliceFile> written = files.files().stream()
                        .filter(file -> file.table() == one.file().table())
                        .findFirst();
                if (written.isEmpty() || !written.get().finish(one.file().key()).equals(one.file())) {
                    return Optional.of(
                            "%s cannot be made anew: the log gives another file now (it was compacted, or another version of the loader wrote the first)"
                                    .formatted(one));
                }
                put(one, written.get().path());
                repaired.add(one.file().key());
            }
        }
        return Optional.empty();
    }

    private Optional<String> deletedMeanwhile(Slice slice) {
        Map<TopicPartition, Long> begins = log.begins(
                slice.ranges().stream().map(OffsetRange::topicPartition).toList());
        return slice.ranges().stream()
                .filter(range -> begins.getOrDefault(range.topicPartition(), 0L) > range.start())
                .map(range -> "it begins at offset %d of %s, and the log now at %d"
                        .formatted(range.start(), range.topicPartition(), begins.get(range.topicPartition())))
                .findFirst();
    }

    private void put(Damage damage, Path right) {
        String key = damage.file().key();
        if (bucket.putIfAbsent(key, right, SliceFile.metadata(damage.file()))) {
            LOG.warn("put again what was missing: key={}", key);
            return;
        }
        StoredObject wrong =
                bucket.describe(key).orElseThrow(() -> new StageException("is taken, yet not there: key=" + key));
        String kept = StageKeys.setAside(key, wrong);
        ScratchFile.in(workDirectory, path -> {
            bucket.download(key, path);
            return bucket.putIfAbsent(kept, path, Map.of());
        });
        if (!bucket.replace(key, wrong, right, SliceFile.metadata(damage.file()))) {
            throw new StageException("was changed while it was repaired: key=" + key);
        }
        LOG.warn("put the right file in place of a wrong one: key={} kept={}", key, kept);
    }
}
