package dev.clickstream.bench.load;

import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.landing.Row;
import dev.clickstream.loader.landing.RowMaker;
import dev.clickstream.loader.landing.SourceRecord;
import dev.clickstream.loader.parquet.ParquetFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The least that a loader can do: rows that are ready, written to Parquet on this machine with the loader's own settings. No
 * Kafka, no JSON, no S3.
 */
final class BareParquet {
    private static final int DIFFERENT_ROWS = 100_000;

    /** @param cpuSeconds of the thread that wrote */
    record Result(long rows, double seconds, double cpuSeconds, long bytes) {}

    private BareParquet() {}

    /** Writes once to warm up, then the file that counts. */
    static Result write(List<byte[]> events, String topic, long rows, Path folder) throws IOException {
        List<Row> ready = rows(events, topic);
        write(ready, Math.min(rows, DIFFERENT_ROWS * 3L), folder.resolve("warm-up.parquet"));
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long begun = System.nanoTime();
        Path file = folder.resolve("bare.parquet");
        write(ready, rows, file);
        return new Result(
                rows,
                (System.nanoTime() - begun) / 1e9,
                (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9,
                Files.size(file));
    }

    private static List<Row> rows(List<byte[]> events, String topic) {
        RowMaker maker = new RowMaker();
        List<Row> rows = new ArrayList<>();
        byte[] key = "key".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < Math.min(DIFFERENT_ROWS, events.size()); i++) {
            rows.add(maker.row(new SourceRecord(topic, i % 12, i, Instant.EPOCH, key, events.get(i))));
        }
        return rows;
    }

    private static void write(List<Row> ready, long rows, Path path) {
        try (ParquetFile file = ParquetFile.create(path, LandingTable.EVENTS)) {
            for (long i = 0; i < rows; i++) {
                file.write(ready.get((int) (i % ready.size())));
            }
        }
    }
}
