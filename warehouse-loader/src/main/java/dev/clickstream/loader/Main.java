package dev.clickstream.loader;

import dev.clickstream.loader.audit.Audit;
import dev.clickstream.loader.audit.AuditFiles;
import dev.clickstream.loader.audit.RegularAudit;
import dev.clickstream.loader.bucket.S3StageBucket;
import dev.clickstream.loader.bucket.StageBucket;
import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.source.KafkaSourceLog;
import dev.clickstream.loader.source.SourceLog;
import dev.clickstream.loader.stage.StageArchive;
import dev.clickstream.loader.stage.StageRepair;
import dev.clickstream.loader.stage.Stager;
import dev.clickstream.loader.warehouse.RedshiftConfig;
import dev.clickstream.loader.warehouse.RedshiftWarehouse;
import dev.clickstream.loader.warehouse.RefusedLoginException;
import dev.clickstream.loader.warehouse.Warehouse;
import dev.clickstream.loader.warehouse.WarehouseLogin;
import dev.clickstream.loader.warehouse.WorkgroupLogin;
import dev.clickstream.settings.AwsRegion;
import dev.clickstream.settings.ProgramStart;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.redshiftserverless.RedshiftServerlessClient;

/** The loader as a program: settings from the environment, wiring, and a clean end. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final Duration BROKERS_ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final Duration GRACE = Duration.ofSeconds(8);

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ProgramStart.readArguments(arguments, LoaderConfig.SETTINGS);
        LoaderConfig config = ProgramStart.orExit(() -> LoaderConfig.from(System.getenv()));
        ProgramStart.orExit(AwsRegion::require);
        ProgramStart.orExit(() -> config.kafka().require(LandingTable.topics(), BROKERS_ANSWER_WITHIN));
        run(config);
    }

    private static void run(LoaderConfig config) throws IOException, InterruptedException {
        // A name of its own for each run: who made a plan, and who loaded it.
        String loaderId = "loader-" + UUID.randomUUID();
        Files.createDirectories(config.workDirectory());
        try (SourceLog log = new KafkaSourceLog(config.kafka(), LandingTable.topics(), config.fetchBytes());
                StageBucket bucket = new S3StageBucket(S3StageBucket.client().build(), config.bucket());
                Stager stager = new Stager(bucket, log, config.workDirectory(), loaderId, config.stagingThreads());
                Warehouse warehouse = warehouse(config, loaderId);
                Warehouse audited = warehouse(config, loaderId)) {
            Clock clock = Clock.systemUTC();
            StageRepair files = new StageRepair(bucket, log, config.workDirectory());
            Cycle cycle = new Cycle(log, stager, files, warehouse, loaderId, clock);
            Audit audit = new Audit(new StageArchive(bucket), files, audited, clock, Operate.PATIENCE);
            Loader loader = new Loader(
                    cycle,
                    warehouse,
                    new RegularAudit(
                            audit,
                            new AuditFiles(bucket),
                            clock,
                            Thread.ofVirtual().name("audit")::start),
                    config);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(loader), "stop"));
            if (!runs(loader)) {
                // Not exit: the hook below would wait for the loader and then call it a clean stop.
                Runtime.getRuntime().halt(1);
            }
        }
    }

    static Warehouse warehouse(LoaderConfig config, String loaderId) {
        return new RedshiftWarehouse(new RedshiftConfig(config.jdbcUrl(), login(config), config.iamRole(), loaderId));
    }

    private static WarehouseLogin login(LoaderConfig config) {
        return switch (config.login()) {
            case LoaderConfig.Login.WithPassword password -> password::credentials;
            case LoaderConfig.Login.OfWorkgroup workgroup ->
                new WorkgroupLogin(
                        RedshiftServerlessClient.builder()
                                .httpClientBuilder(UrlConnectionHttpClient.builder())
                                .build(),
                        workgroup.name(),
                        config.database());
        };
    }

    private static boolean runs(Loader loader) throws InterruptedException {
        try {
            return loader.run(() -> System.out.println("ready"));
        } catch (RefusedLoginException e) {
            LOG.error("{}", e.getMessage());
            return false;
        } catch (RuntimeException | Error e) {
            LOG.error("the loader ends", e);
            return false;
        }
    }

    private static void stop(Loader loader) {
        loader.stop(GRACE);
        // Stopping when asked to is no failure: a JVM that ends by a signal would say it was one.
        Runtime.getRuntime().halt(0);
    }
}
