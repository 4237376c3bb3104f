package dev.clickstream.redshift;

import static dev.clickstream.redshift.Warehouse.BUCKET;
import static dev.clickstream.redshift.Warehouse.execute;
import static dev.clickstream.redshift.Warehouse.rows;
import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MILLIS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.jsonType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

class CopyIT {

    private static final String ROLE = " iam_role 'arn:aws:iam::123456789012:role/load' format as parquet";

    private static final MessageType EVENTS = Types.buildMessage()
            .required(BINARY)
            .as(stringType())
            .named("id")
            .optional(BINARY)
            .as(jsonType())
            .named("props")
            .optional(INT64)
            .named("n")
            .named("events");

    private static String url;
    private Connection connection;

    @BeforeAll
    static void createDatabase() throws SQLException {
        url = Warehouse.REDSHIFT.createDatabase("copy_it");
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = Warehouse.connect(url);
        execute(
                connection,
                "create schema if not exists landing",
                "drop table if exists landing.events",
                "create table landing.events (id varchar(5) not null, props super, n bigint)");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void loadsTheFilesOfAManifest() throws SQLException {
        String first = manifest("two", events("a", "b"), events("c"));

        execute(connection, "copy landing.events from '" + first + "'" + ROLE + " manifest");

        assertThat(rows(connection, "select id, n from landing.events order by id"))
                .containsExactly("a|0", "b|1", "c|0");
        assertThat(rows(connection, "select pg_last_copy_count(), pg_last_copy_id() > 0"))
                .containsExactly("3|t");
    }

    @Test
    void loadsThroughThePreparedProtocolIntoChosenColumns() throws SQLException {
        String file = BUCKET.put(
                "chosen/one.parquet",
                new ParquetTable(Types.buildMessage()
                                .required(INT64)
                                .named("x")
                                .required(BINARY)
                                .as(stringType())
                                .named("y")
                                .named("m"))
                        .row(7L, "z")
                        .bytes(CompressionCodecName.SNAPPY));

        try (Statement statement =
                connection.prepareStatement("copy landing.events (n, id) from '" + file + "'" + ROLE)) {
            ((java.sql.PreparedStatement) statement).execute();
        }

        assertThat(rows(connection, "select id, props, n from landing.events")).containsExactly("z|null|7");
    }

    @Test
    void keepsJsonTextInASuperColumnAsOneString() throws SQLException {
        String file = BUCKET.put(
                "json/one.parquet",
                new ParquetTable(EVENTS)
                        .row("a", "{\"k\":\"line\\n\\\"quoted\\\"\\ttab\"}", 1L)
                        .bytes(CompressionCodecName.UNCOMPRESSED));

        execute(connection, "copy landing.events from '" + file + "'" + ROLE);

        String query =
                "with parsed as (select json_typeof(props) as kind, json_parse(props::varchar) as p from landing.events)"
                        + " select kind, p.k::varchar from parsed";
        assertThat(rows(connection, query)).containsExactly("string|line\n\"quoted\"\ttab");
    }

    @Test
    void readsEveryTypeTheLoaderWrites() throws SQLException {
        MessageType all = Types.buildMessage()
                .required(BINARY)
                .as(stringType())
                .named("s")
                .required(INT32)
                .named("i")
                .required(INT64)
                .named("l")
                .required(DOUBLE)
                .named("d")
                .required(BOOLEAN)
                .named("b")
                .required(INT64)
                .as(timestampType(true, MICROS))
                .named("micros")
                .required(INT64)
                .as(timestampType(true, MILLIS))
                .named("millis")
                .required(INT32)
                .as(dateType())
                .named("day")
                .required(FIXED_LEN_BYTE_ARRAY)
                .length(8)
                .as(decimalType(2, 18))
                .named("price")
                .optional(BINARY)
                .as(stringType())
                .named("missing")
                .named("all");
        String file = BUCKET.put(
                "types/one.parquet",
                new ParquetTable(all)
                        .row(
                                "tab\tback\\slash\nline é",
                                -1,
                                1L << 40,
                                0.5,
                                true,
                                1_790_000_000_123_456L,
                                1_790_000_000_123L,
                                20_000,
                                ByteBuffer.allocate(8).putLong(-12345).array(),
                                null)
                        .zstd());
        execute(
                connection,
                "create table landing.types (s varchar(100), i int, l bigint, d double precision, b boolean, micros timestamp,"
                        + " millis timestamptz, day date, price decimal(18,2), missing varchar(10))");

        execute(connection, "copy landing.types from '" + file + "'" + ROLE);

        assertThat(rows(connection, "select * from landing.types"))
                .containsExactly("tab\tback\\slash\nline é|-1|1099511627776|0.5|t|2026-09-21 14:13:20.123456|"
                        + "2026-09-21 14:13:20.123+00|2024-10-04|-123.45|null");
    }

    @Test
    void rollsBackTogetherWithTheRowsOfItsTransactionButStaysInTheLoadHistory() throws SQLException {
        String manifest = manifest("rollback", events("a", "b"));
        execute(connection, "create table landing.history (file varchar(100))");
        connection.setAutoCommit(false);

        execute(connection, "insert into landing.history values ('f')");
        execute(connection, "copy landing.events from '" + manifest + "'" + ROLE + " manifest");
        List<String> inside = rows(connection, "select count(*), pg_last_copy_count() from landing.events");
        connection.rollback();

        assertThat(inside).containsExactly("2|2");
        assertThat(rows(
                        connection,
                        "select (select count(*) from landing.events), (select count(*) from landing.history)"))
                .containsExactly("0|0");
        assertThat(rows(
                        connection,
                        "select loaded_rows, status from sys_load_history where query_id = pg_last_copy_id()"))
                .containsExactly("2|completed");
    }

    @Test
    void refusesAManifestWithoutContentLength() {
        String file = BUCKET.put("bad/one.parquet", events("a"));
        String manifest = BUCKET.put(
                "bad/manifest",
                "{\"entries\":[{\"url\":\"%s\",\"mandatory\":true}]}"
                        .formatted(file)
                        .getBytes(StandardCharsets.UTF_8));

        assertFails(manifest, " manifest", "meta.content_length");
    }

    @Test
    void refusesAManifestWhoseLengthIsNotTheFiles() {
        String file = BUCKET.put("wrong/one.parquet", events("a"));
        String manifest = BUCKET.put("wrong/manifest", entries(entry(file, true, 3)));

        assertFails(manifest, " manifest", "content_length 3 in the manifest");
    }

    @Test
    void refusesAMissingMandatoryFileAndSkipsAnOptionalOne() throws SQLException {
        String absent = TestBucket.url("absent/none.parquet");
        String optional = BUCKET.put("absent/optional", entries(entry(absent, false, 3)));
        String mandatory = BUCKET.put("absent/mandatory", entries(entry(absent, true, 3)));

        execute(connection, "copy landing.events from '" + optional + "'" + ROLE + " manifest");

        assertThat(rows(connection, "select pg_last_copy_count()")).containsExactly("0");
        assertFails(mandatory, " manifest", "Mandatory file");
    }

    @Test
    void refusesAnotherNumberOfColumns() {
        MessageType narrow = Types.buildMessage()
                .required(BINARY)
                .as(stringType())
                .named("id")
                .named("m");
        String file = BUCKET.put(
                "narrow/one.parquet", new ParquetTable(narrow).row("a").zstd());

        assertFails(file, "", "Table columns: 3, Data columns: 1");
    }

    @Test
    void refusesAnotherType() {
        MessageType other = Types.buildMessage()
                .required(INT64)
                .named("id")
                .optional(BINARY)
                .as(jsonType())
                .named("props")
                .optional(INT64)
                .named("n")
                .named("m");
        String file = BUCKET.put(
                "other/one.parquet", new ParquetTable(other).row(1L, null, null).zstd());

        assertFails(file, "", "incompatible Parquet schema for column 'id'");
    }

    @Test
    void countsTheLengthOfTextInBytesAndLogsTheRow() throws SQLException {
        String file = BUCKET.put(
                "long/one.parquet",
                new ParquetTable(EVENTS)
                        .row("abcde", null, 1L)
                        .row("ééé", null, 2L)
                        .zstd());

        assertFails(file, "", "Table: 5, Data: 6");

        assertThat(rows(
                        connection,
                        "select filename, line_number, colname from stl_load_errors where query = pg_last_copy_id()"))
                .containsExactly(file + "|2|id");
        assertThat(rows(connection, "select count(*) from sys_load_error_detail where line_number = 2"))
                .containsExactly("1");
        assertThat(rows(connection, "select count(*) from landing.events")).containsExactly("0");
    }

    @Test
    void refusesAZeroByteInText() {
        String file = BUCKET.put(
                "zero/one.parquet",
                new ParquetTable(EVENTS).row("a\0b", null, 1L).zstd());

        assertFails(file, "", "0x0");
    }

    @Test
    void refusesNullWhereTheTableWantsNone() {
        MessageType nullable = Types.buildMessage()
                .optional(BINARY)
                .as(stringType())
                .named("id")
                .optional(BINARY)
                .as(jsonType())
                .named("props")
                .optional(INT64)
                .named("n")
                .named("m");
        String file = BUCKET.put(
                "nulls/one.parquet",
                new ParquetTable(nullable).row(null, null, 1L).zstd());

        assertFails(file, "", "null value in column \"id\"");
    }

    @Test
    void refusesOptionsThatAreNotForColumnarFiles() {
        String file = TestBucket.url("any/one.parquet");

        assertFails(file, " region 'eu-central-1'", "REGION");
        assertFails(file, " maxerror 10", "MAXERROR");
    }

    @Test
    void refusesAnUnknownTable() {
        assertThatThrownBy(() -> execute(connection, "copy landing.nothing from 's3://stage/x'" + ROLE))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("relation \"landing.nothing\" does not exist");
    }

    @Test
    void leavesTheTransactionBrokenAsAnyError() throws SQLException {
        connection.setAutoCommit(false);
        assertFails(TestBucket.url("no/such/prefix"), "", "does not exist");

        assertThatThrownBy(() -> rows(connection, "select 1")).hasMessageContaining("aborted");
        connection.rollback();
        assertThat(rows(connection, "select 1")).containsExactly("1");
    }

    @Test
    void loadsThroughTheSimpleProtocolAmongOtherStatements() throws SQLException {
        String manifest = manifest("simple", events("a", "b"));
        PGSimpleDataSource simple = new PGSimpleDataSource();
        simple.setServerNames(new String[] {Warehouse.REDSHIFT.host()});
        simple.setPortNumbers(new int[] {Warehouse.REDSHIFT.port()});
        simple.setDatabaseName("copy_it");
        simple.setUser(Warehouse.USER);
        simple.setPassword(Warehouse.PASSWORD);
        simple.setPreferQueryMode(PreferQueryMode.SIMPLE);
        String copy = "copy landing.events from '" + manifest + "'" + ROLE + " manifest";

        try (Connection other = simple.getConnection()) {
            execute(other, "begin; delete from landing.events; " + copy + "; " + copy + "; commit");
            assertThat(rows(other, "select count(*) from landing.events")).containsExactly("4");
            assertThatThrownBy(() -> execute(other, copy + " region 'x'")).hasMessageContaining("REGION");
            assertThatThrownBy(() -> execute(other, copy.replace("manifest'", "none'")))
                    .hasMessageContaining("manifest");
            assertThat(rows(other, "select count(*) from landing.events")).containsExactly("4");
        }
    }

    @Test
    void loadsSeveralTimesOverOneStatement() throws SQLException {
        String manifest = manifest("again", events("a"));
        String sql = "copy landing.events from '" + manifest + "'" + ROLE + " manifest";
        connection.setAutoCommit(false);

        try (java.sql.PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int time = 0; time < 7; time++) {
                statement.execute();
            }
        }
        connection.commit();

        assertThat(rows(connection, "select count(*) from landing.events")).containsExactly("7");
    }

    private void assertFails(String source, String options, String message) {
        assertThatThrownBy(() -> execute(connection, "copy landing.events from '" + source + "'" + ROLE + options))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(message);
    }

    private static byte[] events(String... ids) {
        ParquetTable table = new ParquetTable(EVENTS);
        for (int at = 0; at < ids.length; at++) {
            table.row(ids[at], "{\"at\":" + at + "}", (long) at);
        }
        return table.zstd();
    }

    private static String manifest(String name, byte[]... files) {
        StringBuilder entries = new StringBuilder();
        for (int at = 0; at < files.length; at++) {
            String file = BUCKET.put(name + "/" + at + ".parquet", files[at]);
            entries.append(at > 0 ? "," : "").append(entry(file, true, files[at].length));
        }
        return BUCKET.put(name + "/manifest", entries(entries.toString()));
    }

    private static byte[] entries(String entries) {
        return ("{\"entries\":[" + entries + "]}").getBytes(StandardCharsets.UTF_8);
    }

    private static String entry(String file, boolean mandatory, long length) {
        return "{\"url\":\"%s\",\"mandatory\":%s,\"meta\":{\"content_length\":%d}}".formatted(file, mandatory, length);
    }
}
