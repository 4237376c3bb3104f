package dev.clickstream.loader.stage;

import static java.util.Objects.requireNonNull;

import dev.clickstream.loader.bucket.StageBucket;
import dev.clickstream.loader.bucket.StageException;
import dev.clickstream.loader.landing.FileShape;
import dev.clickstream.loader.plan.LoadPlan;
import dev.clickstream.loader.plan.Slice;
import dev.clickstream.loader.source.SourceLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plan, then data, then manifest; each put only where nothing lies yet. Whoever comes second, after a crash or beside a
 * live loader, finds what is there and goes on from it.
 */
public final class Stager implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stager.class);

    private final StageBucket bucket;
    private final Path workDirectory;
    private final String loaderId;
    private final SliceWorkers workers;

    /**
     * @param loaderId tells this loader from those beside it
     * @param log stays open, and the caller's
     * @param threads how many files are made at once, at most
     */
    public Stager(StageBucket bucket, SourceLog log, Path workDirectory, String loaderId, int threads) {
        this.bucket = bucket;
        this.workDirectory = workDirectory;
        this.loaderId = loaderId;
        this.workers = new SliceWorkers(log, threads);
    }

    /** Makes this the plan of its place in the sequence, unless there is one: then that is it. */
    public LoadPlan agree(LoadPlan wanted) {
        String key = StageKeys.plan(wanted.seq());
        if (bucket.putIfAbsent(key, StageJson.write(wanted))) {
            return wanted;
        }
        LoadPlan present = bucket.read(key)
                .map(StageJson::readPlan)
                .orElseThrow(() -> new StageException("is taken, yet not there: key=" + key));
        LOG.info("carrying out the plan of another run: seq={} loader={}", present.seq(), present.loader());
        return present;
    }

    public StagedLoad stage(LoadPlan plan) {
        String key = StageKeys.manifest(plan.seq());
        byte[] json = bucket.read(key).orElseGet(() -> write(plan, key));
        LoadManifest manifest = StageJson.readManifest(json);
        List<TableCopy> copies = new ArrayList<>();
        manifest.perCopy()
                .forEach((table, shapes) -> shapes.forEach((shape, files) -> {
                    String copyKey = StageKeys.copyManifest(plan.seq(), table, indexOf(shape, shapes));
                    bucket.putIfAbsent(copyKey, StageJson.copyManifest(files, bucket));
                    copies.add(new TableCopy(table, shape, bucket.url(copyKey)));
                }));
        return new StagedLoad(manifest, StageJson.sha256(json), copies);
    }

    /** Its place among the shapes of its table's files. */
    static int indexOf(FileShape shape, Map<FileShape, List<StagedFile>> shapes) {
        return List.copyOf(shapes.keySet()).indexOf(shape);
    }

    private byte[] write(LoadPlan plan, String manifestKey) {
        SortedMap<Integer, SliceReceipt> receipts =
                workers.receipts(inOrderOfOurOwn(plan), (slice, from) -> done(plan, slice, from));
        byte[] json = StageJson.write(manifest(plan, receipts));
        return bucket.putIfAbsent(manifestKey, json)
                ? json
                : bucket.read(manifestKey)
                        .orElseThrow(() -> new StageException("is taken, yet not there: key=" + manifestKey));
    }

    /** Another one than the loaders beside this one: so they meet seldom, and each finds done what the others did. */
    private List<Slice> inOrderOfOurOwn(LoadPlan plan) {
        List<Slice> slices = new ArrayList<>(plan.slices());
        Collections.shuffle(slices, new Random(loaderId.hashCode() * 31L + plan.seq()));
        return slices;
    }

    private SliceReceipt done(LoadPlan plan, Slice slice, SourceLog from) {
        String key = StageKeys.receipt(plan, slice);
        return bucket.read(key).map(StageJson::readReceipt).orElseGet(() -> {
            SliceReceipt receipt = put(plan, slice, from);
            return bucket.putIfAbsent(key, StageJson.write(receipt))
                    ? receipt
                    : bucket.read(key)
                            .map(StageJson::readReceipt)
                            .orElseThrow(() -> new StageException("is taken, yet not there: key=" + key));
        });
    }

    private SliceReceipt put(LoadPlan plan, Slice slice, SourceLog from) {
        try (SliceFiles files = SliceFiles.read(plan, slice, from, workDirectory)) {
            List<StagedFile> staged = new ArrayList<>();
            for (SliceFile file : files.files()) {
                staged.add(file.put(bucket, StageKeys.data(plan, slice, file.table())));
            }
            return new SliceReceipt(slice.number(), staged, files.deleted());
        }
    }

    private static LoadManifest manifest(LoadPlan plan, SortedMap<Integer, SliceReceipt> receipts) {
        List<StagedFile> files = new ArrayList<>();
        Map<TopicPartition, Long> rows = new HashMap<>();
        Map<TopicPartition, Long> deleted = new HashMap<>();
        for (Slice slice : plan.slices()) {
            SliceReceipt receipt = requireNonNull(receipts.get(slice.number()));
            files.addAll(receipt.files());
            for (int i = 0; i < slice.ranges().size(); i++) {
                TopicPartition partition = slice.ranges().get(i).topicPartition();
                deleted.merge(partition, receipt.deleted().get(i), Long::sum);
                for (StagedFile file : receipt.files()) {
                    if (!file.table().isLoaded()) {
                        continue;
                    }
                    rows.merge(partition, file.rangeRows().get(i), Long::sum);
                }
            }
        }
        List<LoadedRange> ranges = plan.perPartition().stream()
                .map(range -> new LoadedRange(
                        range.topic(),
                        range.partition(),
                        range.start(),
                        range.end(),
                        rows.getOrDefault(range.topicPartition(), 0L),
                        deleted.getOrDefault(range.topicPartition(), 0L)))
                .toList();
        return new LoadManifest(plan.seq(), files, ranges);
    }

    @Override
    public void close() {
        workers.close();
    }
}
