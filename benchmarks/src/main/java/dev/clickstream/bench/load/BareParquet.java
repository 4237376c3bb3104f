package dev.clickstream.bench.load;

import com.sun.management.OperatingSystemMXBean;
import dev.clickstream.bench.peer.ThreadTimes;
import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.landing.Row;
import dev.clickstream.loader.landing.RowMaker;
import dev.clickstream.loader.landing.SourceRecord;
import dev.clickstream.loader.parquet.ParquetFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * The least that a loader can do, in a JVM like the loader's: rows of the same events that are ready in memory, written to Parquet
 * on this machine with the loader's own settings. No Kafka, no JSON, no S3. What it took is its last line of output.
 */
public final class BareParquet {
    private static final int DIFFERENT_ROWS = 200_000;
    private static final int WARM_UP_FILES = 3;

    private BareParquet() {}

    /** @param arguments the brokers, how many rows, how many of them in a file, and a folder */
    public static void main(String[] arguments) throws IOException {
        long rows = Long.parseLong(arguments[1]);
        long perFile = Long.parseLong(arguments[2]);
        Path folder = Files.createDirectories(Path.of(arguments[3]));
        List<Row> ready = rows(arguments[0]);
        System.out.println("ready");
        for (int i = 0; i < WARM_UP_FILES; i++) {
            write(ready, 0, DIFFERENT_ROWS, folder.resolve("warm-up.parquet"));
        }
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        ThreadTimes threads = ThreadTimes.of(ProcessHandle.current().pid());
        long cpu = process.getProcessCpuTime();
        long begun = System.nanoTime();
        long bytes = 0;
        for (long from = 0; from < rows; from += perFile) {
            bytes += write(ready, from, Math.min(perFile, rows - from), folder.resolve("bare.parquet"));
        }
        System.out.println(JsonMapper.shared()
                .createObjectNode()
                .put("rows", rows)
                .put("seconds", (System.nanoTime() - begun) / 1e9)
                .put("cpuSeconds", (process.getProcessCpuTime() - cpu) / 1e9)
                .put("compilerSeconds", compilerSeconds(threads))
                .put("bytes", bytes));
    }

    private static double compilerSeconds(ThreadTimes since) {
        return ThreadTimes.of(ProcessHandle.current().pid())
                .secondsSince(since)
                .getOrDefault(ThreadTimes.COMPILER, 0.0);
    }

    /** Partition by partition, as the loader reads them. */
    private static List<Row> rows(String bootstrap) {
        RowMaker maker = new RowMaker();
        List<Row> rows = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = TravelFeed.topics().stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition())))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long all = ends.values().stream().mapToLong(Long::longValue).sum();
            for (TopicPartition partition : partitions) {
                long end = ends.getOrDefault(partition, 0L);
                addFirst(
                        Math.ceilDiv(end * DIFFERENT_ROWS, Math.max(all, DIFFERENT_ROWS)),
                        partition,
                        consumer,
                        maker,
                        rows);
            }
        }
        return rows;
    }

    private static void addFirst(
            long wanted,
            TopicPartition partition,
            KafkaConsumer<byte[], byte[]> consumer,
            RowMaker maker,
            List<Row> rows) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long missing = wanted;
        while (missing > 0) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                if (missing-- > 0) {
                    rows.add(maker.row(new SourceRecord(
                            record.topic(),
                            record.partition(),
                            record.offset(),
                            Instant.ofEpochMilli(record.timestamp()),
                            record.key(),
                            record.value())));
                }
            }
        }
    }

    private static long write(List<Row> ready, long from, long rows, Path path) throws IOException {
        Files.deleteIfExists(path);
        try (ParquetFile file = ParquetFile.create(path, LandingTable.EVENTS)) {
            for (long i = from; i < from + rows; i++) {
                file.write(ready.get((int) (i % ready.size())));
            }
        }
        return Files.size(path);
    }
}
