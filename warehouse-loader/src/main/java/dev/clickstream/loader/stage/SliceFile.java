package dev.clickstream.loader.stage;

import dev.clickstream.loader.bucket.StageBucket;
import dev.clickstream.loader.bucket.StageException;
import dev.clickstream.loader.bucket.StoredObject;
import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.landing.Row;
import dev.clickstream.loader.parquet.ParquetFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file of a slice while it is written on this machine, and its way to the bucket. */
final class SliceFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SliceFile.class);
    private static final String RANGE_ROWS = "range-rows";
    static final String SHA256 = "sha256";
    static final String COLUMNS = "columns";

    private final LandingTable table;
    private final ParquetFile file;
    private final long[] rangeRows;

    SliceFile(LandingTable table, Path workDirectory, int ranges) {
        this.table = table;
        this.rangeRows = new long[ranges];
        try {
            Path path = Files.createTempFile(workDirectory, table.word() + "-", ".parquet");
            Files.delete(path);
            this.file = ParquetFile.create(path, table);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the work directory " + workDirectory, e);
        }
    }

    LandingTable table() {
        return table;
    }

    Path path() {
        return file.path();
    }

    void write(Row row, int range) {
        file.write(row);
        rangeRows[range]++;
    }

    /** Ends the file; nothing more can be written then. */
    StagedFile finish(String key) {
        file.close();
        try {
            List<Long> rows = Arrays.stream(rangeRows).boxed().toList();
            return new StagedFile(
                    table,
                    key,
                    Files.size(file.path()),
                    StageJson.sha256(file.path()),
                    rows,
                    table.shape().columns());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read back " + file.path(), e);
        }
    }

    /** What is kept with a file, for whoever finds its key taken. */
    static Map<String, String> metadata(StagedFile staged) {
        String rows = staged.rangeRows().stream().map(String::valueOf).collect(Collectors.joining(","));
        return Map.of(
                RANGE_ROWS,
                rows,
                SHA256,
                staged.sha256(),
                COLUMNS,
                String.join(",", staged.shape().columns()));
    }

    /**
     * Finishes the file and puts it on the bucket. If the key is taken, what is there stays and counts: somebody carried out
     * the same plan before, perhaps when a compacted topic still held more records.
     */
    StagedFile put(StageBucket bucket, String key) {
        StagedFile written = finish(key);
        if (bucket.putIfAbsent(key, file.path(), metadata(written))) {
            return written;
        }
        StoredObject present =
                bucket.describe(key).orElseThrow(() -> new StageException("is taken, yet not there: key=" + key));
        StagedFile there = new StagedFile(
                table,
                key,
                present.bytes(),
                required(present, SHA256, key),
                Arrays.stream(required(present, RANGE_ROWS, key).split(",", -1))
                        .map(Long::valueOf)
                        .toList(),
                columns(present));
        LOG.info("already staged: key={} same={}", key, there.equals(written));
        return there;
    }

    /** Null for a file from before they were kept. */
    private static @Nullable List<String> columns(StoredObject present) {
        String columns = present.metadata().get(COLUMNS);
        return columns == null ? null : List.of(columns.split(",", -1));
    }

    private static String required(StoredObject present, String name, String key) {
        String value = present.metadata().get(name);
        if (value == null) {
            throw new StageException("was not put by a loader, it lacks the metadata %s: key=%s".formatted(name, key));
        }
        return value;
    }

    /** Leaves nothing on this machine, whether it was put or given up. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(file.path());
        } catch (IOException e) {
            LOG.warn("cannot delete {}", file.path(), e);
        }
    }
}
