package dev.clickstream.loader.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.event.Topics;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import dev.clickstream.loader.bucket.S3StageBucket;
import dev.clickstream.loader.bucket.StageBucket;
import dev.clickstream.loader.bucket.TestS3;
import dev.clickstream.loader.landing.FileShape;
import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.plan.LoadPlan;
import dev.clickstream.loader.plan.OffsetRange;
import dev.clickstream.loader.plan.Slice;
import dev.clickstream.loader.stage.StagedLoad;
import dev.clickstream.loader.stage.Stager;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract with Redshift's own driver on the local stand-in. */
class RedshiftWarehouseIT extends WarehouseContract {
    @TempDir
    static Path state;

    private static LocalPlatform platform;
    private static StageBucket lake;

    private final StageBucket bucket = new Subfolder(lake, UUID.randomUUID() + "/");
    private final Warehouse warehouse = connect(platform.endpoint("REDSHIFT_PASSWORD"));
    private final Warehouse other = connect(platform.endpoint("REDSHIFT_PASSWORD"));

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start(Set.of(Service.S3, Service.REDSHIFT), state);
        lake = new S3StageBucket(
                TestS3.client(
                        URI.create(platform.endpoint("S3_ENDPOINT")),
                        platform.endpoint("AWS_ACCESS_KEY_ID"),
                        platform.endpoint("AWS_SECRET_ACCESS_KEY")),
                platform.endpoint("S3_BUCKET"));
    }

    @AfterAll
    static void stop() {
        lake.close();
        platform.close();
    }

    @Override
    protected void empty() throws SQLException {
        try (Connection connection = redshift();
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists ops cascade");
            statement.execute("drop schema if exists landing cascade");
        }
    }

    @AfterEach
    void disconnect() {
        warehouse.close();
        other.close();
    }

    @Test
    void aWrongPasswordIsSaidWithoutTheRightOne() {
        assertThatThrownBy(() -> connect("wrong").progress())
                .isInstanceOf(RefusedLoginException.class)
                .hasMessageContaining("Redshift refuses the login")
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain(platform.endpoint("REDSHIFT_PASSWORD"));
    }

    @Test
    void aConnectionThatWasLostIsMadeAnew() {
        warehouse.close();

        assertThat(warehouse.progress().lastSeq()).isZero();
    }

    @Test
    void aLoadMayHoldFilesOfAnotherVersionsColumns() throws Exception {
        String newer =
                "record_key varchar(1024),record_value varchar(65535),record_time timestamp,sys_process_topic varchar(128),"
                        + "sys_process_partition int,sys_process_offset bigint,tenant varchar(64)";
        fileOfAnotherVersion(
                0, "load-1", newer, "'k', '{}', now()::timestamp, 'clickstream.rules.v1', 0::int, i, 'acme'");
        StagedLoad load = stagedInTwoSlices(1, 0, 3, 5);

        assertThat(load.copies()).hasSize(2);
        assertThat(warehouse.load(load)).isEqualTo(new LoadOutcome.Loaded());

        assertThat(number("select count(*) from landing.rules")).isEqualTo(5);
        assertThat(number("select count(*) from landing.rules where tenant = 'acme' and sys_process_offset < 3"))
                .isEqualTo(3);
        // As after a roll-back: the table has a column that this loader's own files lack.
        assertThat(other.load(stagedInTwoSlices(2, 5, 7, 10))).isEqualTo(new LoadOutcome.Loaded());
        assertThat(warehouse.reload(load)).isEqualTo(new LoadOutcome.Loaded());
        assertThat(number("select count(*) from landing.rules where tenant is null"))
                .isEqualTo(7);
        assertThat(number("select count(*) from landing.rules where tenant = 'acme'"))
                .isEqualTo(3);
    }

    @Test
    void whatIsLandedAgainIsNotedForTheModelsWithItsTablesAndNothingElseIs() throws Exception {
        StagedLoad load = stagedInTwoSlices(1, 0, 3, 5);
        warehouse.load(load);
        assertThat(number("select count(*) from ops.restated_loads")).isZero();

        execute("insert into landing.late (record_key, sys_process_load_seq) values ('by hand', 1)");
        warehouse.reload(load);

        assertThat(number("select count(*) from ops.restated_loads")).isEqualTo(2);
        assertThat(
                        number(
                                "select count(distinct restatement_seq) from ops.restated_loads where load_seq = 1"
                                        + " and landing_table in ('late', 'rules') and reason = 'reload' and restatement_seq in (1, 2)"))
                .isEqualTo(2);
    }

    @Test
    void aFileFromBeforeAColumnWasAddedLeavesItNull() throws Exception {
        String older = "record_key varchar(1024),record_value varchar(65535),sys_process_topic varchar(128),"
                + "sys_process_partition int,sys_process_offset bigint";
        fileOfAnotherVersion(0, "load-1", older, "'k', '{}', 'clickstream.rules.v1', 0::int, i");

        assertThat(warehouse.load(stagedInTwoSlices(1, 0, 3, 5))).isEqualTo(new LoadOutcome.Loaded());

        assertThat(number("select count(*) from landing.rules where record_time is null"))
                .isEqualTo(3);
        assertThat(number("select count(*) from landing.rules where record_time is not null"))
                .isEqualTo(2);
    }

    @Test
    void aTableFromBeforeAColumnWasAddedGetsItAtTheStart() throws Exception {
        execute("alter table landing.rules drop column record_time");

        other.prepare();

        assertThat(warehouse.load(stagedInTwoSlices(1, 0, 3, 5))).isEqualTo(new LoadOutcome.Loaded());
        assertThat(number("select count(*) from landing.rules where record_time is not null"))
                .isEqualTo(5);
    }

    /** Puts three rows where the stager would put its file of this slice of the first load, as another version of the loader had. */
    private void fileOfAnotherVersion(int slice, String name, String columns, String values) throws Exception {
        Path file = work.resolve(name + ".parquet");
        List<String> names = Stream.of(columns.split(",")).map(FileShape::name).toList();
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute("copy (select * from (select %s from range(3) r(i)) t(%s)) to '%s' (format parquet)"
                    .formatted(values, String.join(", ", names), file));
        }
        boolean put = bucket.putIfAbsent(
                "landing/rules/dt=1970-01-01/hr=00/000000000001-%03d.parquet".formatted(slice),
                file,
                Map.of("range-rows", "3", "sha256", "0".repeat(64), "columns", columns));
        assertThat(put).isTrue();
    }

    private StagedLoad stagedInTwoSlices(long seq, long start, long middle, long end) {
        return new Stager(bucket, log(), work, "contract")
                .stage(new LoadPlan(
                        seq,
                        "contract",
                        Instant.EPOCH,
                        List.of(
                                new Slice(0, LandingTable.RULES, List.of(rules(start, middle))),
                                new Slice(1, LandingTable.RULES, List.of(rules(middle, end))))));
    }

    private static OffsetRange rules(long start, long end) {
        return new OffsetRange(Topics.RULES.name(), 0, start, end);
    }

    private static long number(String sql) throws SQLException {
        try (Connection connection = redshift();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = redshift();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection redshift() throws SQLException {
        return DriverManager.getConnection(
                platform.endpoint("REDSHIFT_JDBC_URL"),
                platform.endpoint("REDSHIFT_USER"),
                platform.endpoint("REDSHIFT_PASSWORD"));
    }

    private static Warehouse connect(String password) {
        return new RedshiftWarehouse(new RedshiftConfig(
                platform.endpoint("REDSHIFT_JDBC_URL"),
                () -> new WarehouseLogin.Credentials(platform.endpoint("REDSHIFT_USER"), password),
                platform.endpoint("REDSHIFT_IAM_ROLE"),
                "contract"));
    }

    @Override
    protected Warehouse warehouse() {
        return warehouse;
    }

    @Override
    protected Warehouse other() {
        return other;
    }

    @Override
    protected StageBucket bucket() {
        return bucket;
    }
}
