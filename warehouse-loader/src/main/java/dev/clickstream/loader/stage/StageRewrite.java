package dev.clickstream.loader.stage;

import static java.util.Objects.requireNonNull;

import dev.clickstream.lake.ParquetTable;
import dev.clickstream.loader.bucket.StageBucket;
import dev.clickstream.loader.bucket.StageException;
import dev.clickstream.loader.bucket.StoredObject;
import dev.clickstream.loader.landing.Column;
import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.landing.Row;
import dev.clickstream.loader.plan.LoadPlan;
import dev.clickstream.loader.plan.OffsetRange;
import dev.clickstream.loader.plan.Slice;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes files of a load anew, without some of their rows, under the keys they have: files first, then their older versions are
 * deleted, then receipts, the lists that COPY reads, and last the manifest. Cut off anywhere it is simply begun again: a file
 * that is written already says so in what is kept with it, and all else follows from the files.
 */
public final class StageRewrite {
    /** Kept with a file that was written anew: how many rows it lost by that. */
    static final String ERASED = "erased";

    private static final Logger LOG = LoggerFactory.getLogger(StageRewrite.class);

    /**
     * @param load as it lies on the bucket now
     * @param files how many were written anew
     * @param rows how many fewer there are
     */
    public record Rewritten(StagedLoad load, int files, long rows) {}

    private final StageBucket bucket;
    private final StageArchive archive;
    private final Path workDirectory;

    public StageRewrite(StageBucket bucket, StageArchive archive, Path workDirectory) {
        this.bucket = requireNonNull(bucket, "bucket");
        this.archive = requireNonNull(archive, "archive");
        this.workDirectory = requireNonNull(workDirectory, "workDirectory");
    }

    /**
     * @param named tells the rows that have to go
     * @throws StageException if plan, manifest or a file is gone, or a file is another than its manifest says
     */
    public Rewritten without(long seq, BiPredicate<LandingTable, ParquetTable.Row> named) {
        LoadPlan plan = archive.plan(seq).orElseThrow(() -> new StageException("load %d has no plan".formatted(seq)));
        LoadManifest before = archive.staged(seq)
                .orElseThrow(() -> new StageException("load %d has no manifest".formatted(seq)))
                .manifest();
        List<StagedFile> files = new ArrayList<>();
        int written = 0;
        for (StagedFile file : before.files()) {
            StagedFile now = clean(plan, file, named);
            written += now.equals(file) ? 0 : 1;
            files.add(now);
        }
        LoadManifest manifest = new LoadManifest(seq, files, ranges(plan, before, files));
        if (written > 0) {
            files.forEach(file -> bucket.deleteOlderVersions(file.key()));
            receipts(plan, files);
            manifest.perCopy()
                    .forEach((table, shapes) -> shapes.forEach((shape, ofShape) -> put(
                            StageKeys.copyManifest(seq, table, Stager.indexOf(shape, shapes)),
                            StageJson.copyManifest(ofShape, bucket))));
            put(StageKeys.manifest(seq), StageJson.write(manifest));
        }
        StagedLoad load = archive.staged(seq).orElseThrow();
        return new Rewritten(load, written, before.rows() - manifest.rows());
    }

    private StagedFile clean(LoadPlan plan, StagedFile file, BiPredicate<LandingTable, ParquetTable.Row> named) {
        Slice slice = plan.slices().stream()
                .filter(one -> StageKeys.data(plan, one, file.table()).equals(file.key()))
                .findFirst()
                .orElseThrow(() -> new StageException("is in no slice of its plan: key=" + file.key()));
        StoredObject present = bucket.describe(file.key())
                .orElseThrow(() -> new StageException(
                        "is missing, './clickstream audit repair' makes it anew: key=" + file.key()));
        return ScratchFile.in(workDirectory, local -> {
            bucket.download(file.key(), local);
            String sha256 = StageJson.sha256(local);
            boolean isAnew = present.metadata().containsKey(ERASED)
                    && sha256.equals(present.metadata().get(SliceFile.SHA256));
            if (!isAnew && !sha256.equals(file.sha256())) {
                throw new StageException(
                        "holds other bytes than its manifest says, './clickstream audit repair' first: key="
                                + file.key());
            }
            try (SliceFile without =
                    new SliceFile(file.table(), workDirectory, slice.ranges().size())) {
                long[] gone = new long[1];
                ParquetTable.read(local, row -> {
                    if (named.test(file.table(), row)) {
                        gone[0]++;
                    } else {
                        without.write(row(file.table(), row), range(slice, row, file.key()));
                    }
                });
                StagedFile anew = without.finish(file.key());
                if (gone[0] == 0) {
                    return isAnew ? asItLies(file, present, anew.rangeRows()) : file;
                }
                Map<String, String> metadata = new HashMap<>(SliceFile.metadata(anew));
                metadata.put(ERASED, Long.toString(gone[0]));
                replace(file.key(), present, without.path(), metadata);
                LOG.info("written anew: key={} rows={} erased={}", file.key(), anew.rows(), gone[0]);
                return anew;
            }
        });
    }

    /** A file that an earlier run wrote anew, and did not come to note in the manifest. */
    private static StagedFile asItLies(StagedFile file, StoredObject present, List<Long> rangeRows) {
        Map<String, String> kept = present.metadata();
        return new StagedFile(
                file.table(),
                file.key(),
                present.bytes(),
                requireNonNull(kept.get(SliceFile.SHA256)),
                rangeRows,
                List.of(requireNonNull(kept.get(SliceFile.COLUMNS)).split(",", -1)));
    }

    private static Row row(LandingTable table, ParquetTable.Row from) {
        List<Column> columns = table.columns();
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            Column column = columns.get(i);
            values[i] = from.has(column.name()) ? value(column, from) : null;
        }
        return new Row(table, values);
    }

    private static @Nullable Object value(Column column, ParquetTable.Row from) {
        return switch (column.type()) {
            case TEXT, JSON -> {
                String text = from.text(column.name());
                yield text == null ? null : text.getBytes(StandardCharsets.UTF_8);
            }
            case TIMESTAMP, BIGINT -> from.number(column.name());
            case INTEGER -> {
                Long number = from.number(column.name());
                yield number == null ? null : Math.toIntExact(number);
            }
        };
    }

    private static int range(Slice slice, ParquetTable.Row row, String key) {
        String topic = row.text("sys_process_topic");
        Long partition = row.number("sys_process_partition");
        Long offset = row.number("sys_process_offset");
        for (int i = 0; i < slice.ranges().size(); i++) {
            OffsetRange range = slice.ranges().get(i);
            if (range.topic().equals(topic)
                    && partition != null
                    && range.partition() == partition
                    && offset != null
                    && offset >= range.start()
                    && offset < range.end()) {
                return i;
            }
        }
        throw new StageException(
                "holds offset %d of %s-%d, which is not of its slice: key=%s".formatted(offset, topic, partition, key));
    }

    private static List<LoadedRange> ranges(LoadPlan plan, LoadManifest before, List<StagedFile> files) {
        Map<TopicPartition, Long> rows = new HashMap<>();
        for (Slice slice : plan.slices()) {
            for (StagedFile file : files) {
                if (file.table().isLoaded()
                        && StageKeys.data(plan, slice, file.table()).equals(file.key())) {
                    for (int i = 0; i < slice.ranges().size(); i++) {
                        rows.merge(
                                slice.ranges().get(i).topicPartition(),
                                file.rangeRows().get(i),
                                Long::sum);
                    }
                }
            }
        }
        return before.ranges().stream()
                .map(range -> {
                    long left = rows.getOrDefault(new TopicPartition(range.topic(), range.partition()), 0L);
                    return new LoadedRange(
                            range.topic(),
                            range.partition(),
                            range.start(),
                            range.end(),
                            left,
                            range.deleted(),
                            range.erased() + range.rows() - left);
                })
                .toList();
    }

    private void receipts(LoadPlan plan, List<StagedFile> files) {
        Map<String, StagedFile> byKey = new HashMap<>();
        files.forEach(file -> byKey.put(file.key(), file));
        for (Slice slice : plan.slices()) {
            String key = StageKeys.receipt(plan, slice);
            bucket.read(key)
                    .map(StageJson::readReceipt)
                    .ifPresent(receipt -> put(
                            key,
                            StageJson.write(new SliceReceipt(
                                    receipt.slice(),
                                    receipt.files().stream()
                                            .map(file -> byKey.getOrDefault(file.key(), file))
                                            .toList(),
                                    receipt.deleted()))));
        }
    }

    private void put(String key, byte[] content) {
        StoredObject present = bucket.describe(key).orElse(null);
        if (present == null) {
            bucket.putIfAbsent(key, content);
            return;
        }
        boolean unused = ScratchFile.in(workDirectory, local -> {
            Files.write(local, content);
            replace(key, present, local, Map.of());
            return true;
        });
    }

    /** Where the answer was lost, the client puts again and is refused: then what is there is what was to be put. */
    private void replace(String key, StoredObject present, Path file, Map<String, String> metadata) {
        if (!bucket.replace(key, present, file, metadata) && !holds(key, file)) {
            throw new StageException("was changed while it was written anew: key=" + key);
        }
    }

    private boolean holds(String key, Path file) {
        return ScratchFile.in(workDirectory, there -> {
            bucket.download(key, there);
            return Files.mismatch(there, file) == -1;
        });
    }
}
