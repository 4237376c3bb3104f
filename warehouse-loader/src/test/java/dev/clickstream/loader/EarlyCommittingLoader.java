package dev.clickstream.loader;

import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.loader.bucket.S3StageBucket;
import dev.clickstream.loader.bucket.StageBucket;
import dev.clickstream.loader.bucket.TestS3;
import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.plan.LoadSize;
import dev.clickstream.loader.source.KafkaSourceLog;
import dev.clickstream.loader.source.SourceLog;
import dev.clickstream.loader.stage.LoadedRange;
import dev.clickstream.loader.stage.StageRepair;
import dev.clickstream.loader.stage.StagedLoad;
import dev.clickstream.loader.stage.Stager;
import dev.clickstream.loader.warehouse.Progress;
import dev.clickstream.loader.warehouse.RedshiftConfig;
import dev.clickstream.loader.warehouse.RedshiftWarehouse;
import dev.clickstream.loader.warehouse.Warehouse;
import dev.clickstream.loader.warehouse.WarehouseLogin;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * A loader as many are written: it starts from the offsets committed to Kafka, and commits what it is about to load. Made of
 * the same parts as ours, to show that the faults' ledger notices the difference.
 */
public final class EarlyCommittingLoader {
    private final Platform platform;
    private final LocalPlatform local;
    private final Path work;

    public EarlyCommittingLoader(Platform platform, Path work) {
        this.platform = platform;
        this.local = platform.local();
        this.work = work;
    }

    /** Loads what waits; or dies where the plan would be put. */
    public void run(boolean dies) {
        LoaderConfig config = LoaderConfig.from(platform.loaderEnvironment("early"));
        try (SourceLog log = new KafkaSourceLog(config.kafka(), LandingTable.topics(), config.fetchBytes());
                StageBucket s3 = new S3StageBucket(
                        TestS3.client(
                                URI.create(local.endpoint("S3_ENDPOINT")),
                                local.endpoint("AWS_ACCESS_KEY_ID"),
                                local.endpoint("AWS_SECRET_ACCESS_KEY")),
                        config.bucket());
                Warehouse redshift = new RedshiftWarehouse(new RedshiftConfig(
                        config.jdbcUrl(),
                        () -> new WarehouseLogin.Credentials(
                                local.endpoint("REDSHIFT_USER"), local.endpoint("REDSHIFT_PASSWORD")),
                        config.iamRole(),
                        "early"))) {
            StageBucket bucket = committingBeforeThePlan(s3, log, dies);
            Warehouse warehouse = behindKafka(redshift);
            new Cycle(
                            log,
                            new Stager(bucket, log, work, "early", 1),
                            new StageRepair(bucket, log, work),
                            warehouse,
                            "early",
                            Clock.systemUTC())
                    .run(new LoadSize(1_000_000, 1_000_000, 1));
        } catch (Faults.Crash meant) {
            // As a process that is killed.
        }
    }

    /** Commits what it is about to load, and only then goes on; or dies there. */
    private static StageBucket committingBeforeThePlan(StageBucket bucket, SourceLog log, boolean dies) {
        return Faults.instead(StageBucket.class, bucket, (method, arguments, call) -> {
            if (method.getName().equals("putIfAbsent")
                    && arguments[0].toString().startsWith("plan/")) {
                log.hint(log.ends(log.partitions()));
                if (dies) {
                    throw new Faults.Crash();
                }
            }
            return call.call();
        });
    }

    /** Says that the warehouse is where Kafka's committed offsets are, and moves it there before a load. */
    private Warehouse behindKafka(Warehouse real) {
        return Faults.instead(Warehouse.class, real, (method, arguments, result) -> {
            switch (method.getName()) {
                case "progress" -> {
                    return committed((Progress) result.call());
                }
                case "load" -> {
                    move((StagedLoad) arguments[0]);
                    return result.call();
                }
                default -> {
                    return result.call();
                }
            }
        });
    }

    private Progress committed(Progress truth) throws Exception {
        Map<TopicPartition, Long> next = new HashMap<>(truth.next());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", local.endpoint("KAFKA_BOOTSTRAP")))) {
            admin.listConsumerGroupOffsets("warehouse-loader")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> next.put(partition, offset.offset()));
        }
        return new Progress(truth.lastSeq(), next);
    }

    private void move(StagedLoad load) throws SQLException {
        try (Connection connection = platform.connect();
                PreparedStatement move = connection.prepareStatement(
                        "update ops.load_offset set next_offset = ? where topic = ? and part = ?")) {
            for (LoadedRange range : load.manifest().ranges()) {
                move.setLong(1, range.start());
                move.setString(2, range.topic());
                move.setInt(3, range.partition());
                move.executeUpdate();
            }
        }
    }
}
