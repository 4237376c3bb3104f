package dev.clickstream.loader.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.event.Topics;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import dev.clickstream.loader.plan.OffsetRange;
import dev.clickstream.settings.KafkaConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSourceLogIT {
    private static final int FETCH_BYTES = 64 << 10;
    private static final int RECORDS = 2_000;

    @TempDir
    Path folder;

    @Test
    void holdsNoMoreOfTheLogThanItIsToldAndReadsAllOfIt() throws Exception {
        String topic = Topics.EVENTS_VIEW.name();
        try (LocalPlatform platform = LocalPlatform.start(Set.of(Service.KAFKA), folder)) {
            fill(platform.endpoint("KAFKA_BOOTSTRAP"), topic);
            List<Long> offsets = new ArrayList<>();
            try (KafkaSourceLog log = new KafkaSourceLog(kafka(platform), List.of(topic), FETCH_BYTES)) {
                log.read(new OffsetRange(topic, 0, 0, RECORDS / 2), record -> offsets.add(record.offset()));
                log.read(new OffsetRange(topic, 0, RECORDS / 2, RECORDS), record -> offsets.add(record.offset()));

                assertThat(metric(log, "fetch-size-max")).isBetween(1.0, (double) FETCH_BYTES);
                // What the consumer holds of a partition it has let go is nothing.
                assertThat(metric(log, "bytes-consumed-total")).isLessThan(RECORDS * 1_200.0);
            }
            assertThat(offsets)
                    .containsExactlyElementsOf(
                            LongStream.range(0, RECORDS).boxed().toList());
        }
    }

    /** Two megabytes that do not compress, in batches smaller than what may be held. */
    private static void fill(String bootstrap, String topic) {
        Random random = new Random(3);
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "linger.ms", 5, "batch.size", 16 << 10);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                byte[] value = new byte[1_000];
                random.nextBytes(value);
                producer.send(new ProducerRecord<>(topic, 0, null, value));
            }
            producer.flush();
        }
    }

    private static KafkaConnection kafka(LocalPlatform platform) {
        return KafkaConnection.of(
                new AbstractConfig(
                        KafkaConnection.define(new ConfigDef(), "LOADER_"),
                        Map.of("LOADER_KAFKA_BOOTSTRAP", platform.endpoint("KAFKA_BOOTSTRAP"))),
                "LOADER_");
    }

    /** Of the client, not of one of its topics or partitions. */
    private static double metric(KafkaSourceLog log, String name) {
        return log.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals(name)
                        && metric.metricName().tags().keySet().equals(Set.of("client-id")))
                .mapToDouble(metric -> (double) metric.metricValue())
                .findFirst()
                .orElseThrow();
    }
}
