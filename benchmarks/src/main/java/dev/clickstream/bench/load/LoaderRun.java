package dev.clickstream.bench.load;

import dev.clickstream.bench.peer.EventFeed;
import dev.clickstream.bench.peer.Spent;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.House;
import dev.clickstream.launcher.Launch;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Program;
import dev.clickstream.launcher.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events that wait in Kafka, loaded by the loader's own process to S3 and the local warehouse; then the bare Parquet writer
 * over rows of the same events. The first load is warm-up: start and first compilation are not counted.
 */
public final class LoaderRun {
    private static final Duration READY = Duration.ofMinutes(3);
    private static final long SEED = 7;
    private static final int USERS = 100_000;
    private static final int LOADS = 5;

    /**
     * @param rows that were loaded after the first load
     * @param stagingSeconds of these loads: to S3, without COPY
     * @param cpuSeconds of the loader's process, all threads
     * @param bytes of the files
     * @param residentMib of the loader's process at the end
     */
    public record Result(
            long rows,
            double seconds,
            double stagingSeconds,
            double cpuSeconds,
            long bytes,
            long residentMib,
            double bareSeconds,
            double bareCpuSeconds,
            long bareBytes) {}

    private LoaderRun() {}

    public static Result run(int events, Path folder, Consumer<String> notes) throws Exception {
        try (LocalPlatform platform =
                LocalPlatform.start(Set.of(Service.KAFKA, Service.S3, Service.REDSHIFT), folder.resolve("platform"))) {
            notes.accept("sending %,d events".formatted(events));
            try (EventFeed feed = new EventFeed(platform.endpoint("KAFKA_BOOTSTRAP"), SEED, USERS)) {
                feed.send(events);
            }
            notes.accept("loading them");
            long perLoad = events / LOADS;
            BlockingQueue<JsonNode> loads = new LinkedBlockingQueue<>();
            try (ChildProgram loader = loader(platform, folder, perLoad, line -> {
                if (line.startsWith("{\"metric\":\"load\"")) {
                    loads.add(JsonMapper.shared().readTree(line));
                }
            })) {
                loader.awaitReady(READY);
                return measured(events, loader, loads, platform, folder, notes);
            }
        }
    }

    private static Result measured(
            int events,
            ChildProgram loader,
            BlockingQueue<JsonNode> loads,
            LocalPlatform platform,
            Path folder,
            Consumer<String> notes)
            throws Exception {
        long all = next(loads).path("accepted").asLong();
        long warmUp = all;
        Spent begun = Spent.by(loader.pid());
        long bytes = 0;
        double staging = 0;
        while (all < events) {
            JsonNode load = next(loads);
            all += load.path("accepted").asLong();
            bytes += load.path("bytes").asLong();
            staging += load.path("stagingSeconds").asDouble();
        }
        Spent ended = Spent.by(loader.pid());
        long resident = Spent.residentMib(loader.pid());
        notes.accept("writing rows of the same events with the bare Parquet writer");
        BareParquet.Result bare =
                BareParquet.write(sample(platform), EventFeed.topics().getFirst(), all - warmUp, folder);
        return new Result(
                all - warmUp,
                ended.secondsSince(begun),
                staging,
                ended.cpuSecondsSince(begun),
                bytes,
                resident,
                bare.seconds(),
                bare.cpuSeconds(),
                bare.bytes());
    }

    /** Idle cycles are told too: they do not count. */
    private static JsonNode next(BlockingQueue<JsonNode> loads) throws InterruptedException {
        while (true) {
            JsonNode load = loads.poll(10, TimeUnit.MINUTES);
            if (load == null) {
                throw new IllegalStateException("the loader has loaded nothing for ten minutes");
            }
            if (load.path("seq").asLong() > 0) {
                return load;
            }
        }
    }

    private static ChildProgram loader(LocalPlatform platform, Path folder, long perLoad, Consumer<String> lines) {
        Map<String, String> environment = new HashMap<>(platform.awsEnvironment());
        environment.putAll(Map.of(
                "LOADER_KAFKA_BOOTSTRAP", platform.endpoint("KAFKA_BOOTSTRAP"),
                "LOADER_BUCKET", platform.endpoint("S3_BUCKET"),
                "LOADER_REDSHIFT_JDBC_URL", platform.endpoint("REDSHIFT_JDBC_URL"),
                "LOADER_REDSHIFT_USER", platform.endpoint("REDSHIFT_USER"),
                "LOADER_REDSHIFT_PASSWORD", platform.endpoint("REDSHIFT_PASSWORD"),
                "LOADER_IAM_ROLE", platform.endpoint("REDSHIFT_IAM_ROLE"),
                "LOADER_CYCLE_SECONDS", "1",
                "LOADER_ROLL_ROWS", Long.toString(perLoad),
                "LOADER_WORK_DIR", folder.resolve("loader").toString()));
        Program program = new Program("warehouse-loader", "dev.clickstream.loader.Main", "512m");
        return ChildProgram.start(
                Launch.of(House.find(), "loader", program, environment, List.of(), folder.resolve("loader.log")),
                lines);
    }

    /** Some of the events, as they lie in Kafka. */
    private static List<byte[]> sample(LocalPlatform platform) {
        List<byte[]> events = new ArrayList<>();
        Map<String, Object> settings = Map.of("bootstrap.servers", platform.endpoint("KAFKA_BOOTSTRAP"));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = EventFeed.topics().stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition())))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (events.size() < 100_000
                    && partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    events.add(record.value());
                }
            }
        }
        return events;
    }
}
