package dev.clickstream.loader;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventJson;
import dev.clickstream.event.EventType;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Program;
import dev.clickstream.launcher.Service;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The real servers a loader needs, what it is told about them, and a look into the warehouse. */
public final class Platform implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Program LOADER = new Program("warehouse-loader", "dev.clickstream.loader.Main", "256m");

    private final LocalPlatform platform;
    private final Path folder;

    public Platform(Path folder) {
        this.folder = folder;
        this.platform = LocalPlatform.start(EnumSet.of(Service.KAFKA, Service.S3, Service.REDSHIFT), folder);
    }

    public LocalPlatform local() {
        return platform;
    }

    public ChildProgram startLoader(String name, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(platform.awsEnvironment());
        environment.putAll(loaderEnvironment(name));
        environment.putAll(settings);
        return ChildProgram.start(LOADER, environment, List.of(), folder.resolve(name + ".log"));
    }

    /** The settings of a loader of this name. */
    public Map<String, String> loaderEnvironment(String name) {
        return Map.of(
                "LOADER_KAFKA_BOOTSTRAP", platform.endpoint("KAFKA_BOOTSTRAP"),
                "LOADER_BUCKET", platform.endpoint("S3_BUCKET"),
                "LOADER_REDSHIFT_JDBC_URL", platform.endpoint("REDSHIFT_JDBC_URL"),
                "LOADER_REDSHIFT_USER", platform.endpoint("REDSHIFT_USER"),
                "LOADER_REDSHIFT_PASSWORD", platform.endpoint("REDSHIFT_PASSWORD"),
                "LOADER_IAM_ROLE", platform.endpoint("REDSHIFT_IAM_ROLE"),
                "LOADER_WORK_DIR", folder.resolve(name).toString(),
                "LOADER_CYCLE_SECONDS", "1");
    }

    public KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", platform.endpoint("KAFKA_BOOTSTRAP"));
        all.put("acks", "all");
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public static byte[] event(String messageId) {
        return event(messageId, JSON.createObjectNode().put("product_id", "p1"));
    }

    public static byte[] event(String messageId, ObjectNode properties) {
        Instant now = Instant.parse("2026-11-23T01:02:03.004Z");
        return EventJson.write(new Event(
                messageId,
                EventType.TRACK,
                "Product Viewed",
                "product-viewed/1-0-0",
                null,
                "device-1",
                null,
                now,
                null,
                now,
                now,
                "web",
                JSON.createObjectNode(),
                properties,
                Set.of()));
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                platform.endpoint("REDSHIFT_JDBC_URL"),
                platform.endpoint("REDSHIFT_USER"),
                platform.endpoint("REDSHIFT_PASSWORD"));
    }

    /** The first column of the first row; -1 while the table is not there yet. */
    public long number(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            return -1;
        }
    }

    public String text(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    @Override
    public void close() {
        platform.close();
    }
}
