package dev.clickstream.loader.faults;

import dev.clickstream.event.Topics;
import dev.clickstream.loader.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Every event that Kafka acknowledged, with its place; and what a station makes of that. */
final class Ledger {
    /** Where a record lies in the log. */
    record Place(String topic, int partition, long offset) {}

    /**
     * @param lost acknowledged and not there
     * @param doubled there more than once
     * @param phantom there and never acknowledged, or another event than the one that was
     */
    record Verdict(long acknowledged, long lost, long doubled, long phantom) {
        boolean exact() {
            return lost == 0 && doubled == 0 && phantom == 0;
        }
    }

    private final Platform platform;
    private final Map<Place, String> acknowledged = new HashMap<>();

    Ledger(Platform platform) {
        this.platform = platform;
    }

    /** Sends that many events to all main topics and waits for every acknowledgement. */
    void produce(int count) {
        Map<String, Future<RecordMetadata>> sent = new HashMap<>();
        try (KafkaProducer<byte[], byte[]> producer = platform.producer(Map.of("linger.ms", 5))) {
            for (int i = 0; i < count; i++) {
                String messageId = "ledger-" + (acknowledged.size() + i);
                String topic = Topics.events().get(i % Topics.events().size()).name();
                sent.put(messageId, producer.send(new ProducerRecord<>(topic, null, Platform.event(messageId))));
            }
            for (Map.Entry<String, Future<RecordMetadata>> one : sent.entrySet()) {
                RecordMetadata at = one.getValue().get();
                acknowledged.put(new Place(at.topic(), at.partition(), at.offset()), one.getKey());
            }
        } catch (Exception e) {
            throw new IllegalStateException("Kafka did not acknowledge", e);
        }
    }

    /** Whether the warehouse has as many rows as there are acknowledged events, or more. */
    boolean landed() {
        return rows() >= acknowledged.size();
    }

    /** How many rows the warehouse has by now. */
    long rows() {
        return platform.number("select count(*) from landing.events");
    }

    Verdict ofWarehouse() {
        try (Connection connection = platform.connect()) {
            return verdict(connection, "landing.events");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads every file of the lake with DuckDB, found by its folders as any other engine finds it. */
    Verdict ofLake(S3Client s3, String bucket, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (S3Object object : s3.listObjectsV2Paginator(
                        list -> list.bucket(bucket).prefix("landing/events/"))
                .contents()) {
            Path file = folder.resolve(object.key());
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                s3.getObject(get -> get.bucket(bucket).key(object.key()), file);
            }
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            return verdict(
                    connection,
                    "read_parquet('%s/landing/events/*/*/*.parquet', hive_partitioning = true) where dt is not null"
                            .formatted(folder));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Verdict verdict(Connection connection, String from) throws SQLException {
        Map<Place, List<String>> found = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select sys_process_topic, sys_process_partition, sys_process_offset, message_id from "
                                + from)) {
            while (rows.next()) {
                found.computeIfAbsent(
                                new Place(rows.getString(1), rows.getInt(2), rows.getLong(3)), at -> new ArrayList<>())
                        .add(rows.getString(4));
            }
        }
        return new Verdict(
                acknowledged.size(),
                acknowledged.keySet().stream()
                        .filter(at -> !found.containsKey(at))
                        .count(),
                found.values().stream().mapToLong(ids -> ids.size() - 1L).sum(),
                found.entrySet().stream()
                        .filter(one -> !one.getValue().stream()
                                .collect(Collectors.toSet())
                                .equals(Set.of(acknowledged.getOrDefault(one.getKey(), ""))))
                        .count());
    }
}
