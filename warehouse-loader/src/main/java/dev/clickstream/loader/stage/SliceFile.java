package dev.clickstream.loader.stage;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file of a slice while it is written on this machine, and its way to the bucket. */
final class SliceFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SliceFile.class);
    private static final String RANGE_ROWS = "range-rows";
    private static final String SHA256 = "sha256";

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

    void write(Row row, int range) {
        file.write(row);
        rangeRows[range]++;
    }

    /**
     * Finishes the file and puts it on the bucket. If the key is taken, what is there stays and counts: somebody carried out
     * the same plan before, perhaps when a compacted topic still held more records.
     */
    StagedFile put(StageBucket bucket, String key) {
        file.close();
        try {
            byte[] bytes = Files.readAllBytes(file.path());
            String sha256 = StageJson.sha256(bytes);
            String rows = Arrays.stream(rangeRows).mapToObj(Long::toString).collect(Collectors.joining(","));
            if (bucket.putIfAbsent(key, file.path(), Map.of(RANGE_ROWS, rows, SHA256, sha256))) {
                return staged(key, bytes.length, sha256, rows);
            }
            StoredObject present =
                    bucket.describe(key).orElseThrow(() -> new StageException("is taken, yet not there: key=" + key));
            String presentSha256 = present.metadata().getOrDefault(SHA256, "");
            LOG.info("already staged: key={} same={}", key, presentSha256.equals(sha256));
            return staged(key, present.bytes(), presentSha256, required(present, key));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read back " + file.path(), e);
        }
    }

    private static String required(StoredObject present, String key) {
        String rows = present.metadata().get(RANGE_ROWS);
        if (rows == null) {
            throw new StageException(
                    "was not put by a loader, it lacks the metadata %s: key=%s".formatted(RANGE_ROWS, key));
        }
        return rows;
    }

    private StagedFile staged(String key, long bytes, String sha256, String rows) {
        List<Long> counts =
                Arrays.stream(rows.split(",", -1)).map(Long::valueOf).toList();
        return new StagedFile(table, key, bytes, sha256, counts);
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
