package dev.clickstream.processor.replay;

import dev.clickstream.erasure.ErasureList;
import dev.clickstream.processor.erasure.ErasureTopic;
import dev.clickstream.processor.rebuild.history.History;
import dev.clickstream.processor.rebuild.history.HistoryException;
import dev.clickstream.processor.rebuild.history.HistoryWithoutErased;
import dev.clickstream.processor.rebuild.history.KafkaHistory;
import dev.clickstream.processor.rebuild.history.S3History;
import dev.clickstream.settings.ProgramStart;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends events again, and ends. Prints one line with {@code result: } and JSON, or {@code refused: } and a sentence. Exit
 * codes: 0 done, 1 refused or failed, 2 wrong use or settings.
 */
public final class Main {
    /** The loader plans a file after the events in it were received; clocks differ, and what waits in Kafka waits 7 days. */
    private static final Duration CLOCKS = Duration.ofHours(1);

    private static final Duration LONGEST_WAIT = Duration.ofDays(8);

    private Main() {}

    public static void main(String[] arguments) {
        if (arguments.length == 1 && arguments[0].equals("--help")) {
            ProgramStart.readArguments(arguments, ReplayConfig.SETTINGS);
        }
        ReplayConfig config = ProgramStart.orExit(() -> ReplayConfig.from(System.getenv()));
        try {
            System.out.println("result: " + run(config, ReplayOrder.of(arguments)));
        } catch (IllegalArgumentException e) {
            end(e, 2);
        } catch (HistoryException | IllegalStateException | SdkException e) {
            end(e, 1);
        }
        System.exit(0);
    }

    private static void end(RuntimeException reason, int code) {
        System.out.println("refused: " + reason.getMessage());
        System.exit(code);
    }

    private static ObjectNode run(ReplayConfig config, ReplayOrder order) {
        String name = "replay-" + Instant.now();
        try (Producer<byte[], byte[]> producer = order.dryRun() ? null : producer(config)) {
            Replay replay = new Replay(order, producer, name);
            ErasureList erased = ErasureTopic.read(config.kafka().clientSettings());
            switch (order.origin()) {
                case KAFKA ->
                    new HistoryWithoutErased(KafkaHistory.latest(config.kafka().clientSettings()), erased).read(replay);
                case S3 -> {
                    try (S3Client s3 = S3Client.builder().forcePathStyle(true).build()) {
                        new HistoryWithoutErased(lake(config.bucket(), order, s3), erased).read(replay);
                    }
                }
            }
            replay.finish();
            ObjectNode json = JsonMapper.shared()
                    .createObjectNode()
                    .put("replay", name)
                    .put("sent", !order.dryRun())
                    .put("repeated", replay.repeated())
                    .put("unreadable", replay.unreadable());
            ObjectNode topics = json.putObject("events");
            replay.perTopic().forEach(topics::put);
            return json;
        }
    }

    private static History lake(@Nullable String bucket, ReplayOrder order, S3Client s3) {
        if (bucket == null) {
            throw new IllegalArgumentException("--origin s3 needs REPLAY_BUCKET, the loader's bucket");
        }
        return new S3History(s3, bucket)
                .plannedBetween(order.from().minus(CLOCKS), order.to().plus(LONGEST_WAIT));
    }

    private static Producer<byte[], byte[]> producer(ReplayConfig config) {
        Map<String, Object> settings = new HashMap<>(config.kafka().clientSettings());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
