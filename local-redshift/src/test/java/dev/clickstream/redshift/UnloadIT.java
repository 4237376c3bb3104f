package dev.clickstream.redshift;

import static dev.clickstream.redshift.Warehouse.execute;
import static dev.clickstream.redshift.Warehouse.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UnloadIT {

    private static final String ROLE = " iam_role 'arn:aws:iam::123456789012:role/r' ";

    private static Connection connection;

    @BeforeAll
    static void open() throws SQLException {
        connection = Warehouse.connect(Warehouse.REDSHIFT.createDatabase("unload_it"));
        String columns =
                "(id bigint, small int, name varchar(20), price decimal(10,2), day date, at timestamp, sure boolean)";
        execute(
                connection,
                "create table sold " + columns,
                "create table back " + columns,
                "insert into sold values (1, 7, 'a, \"b\"', 2.50, '2026-01-02', '2026-01-02 03:04:05.678', true),"
                        + " (2, null, null, null, null, null, false)");
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    private static void unload(String query, String prefix, String options) throws SQLException {
        execute(connection, "unload ('" + query + "') to '" + TestBucket.url(prefix) + "'" + ROLE + options);
    }

    @Test
    void writesParquetThatCopyReadsBack() throws SQLException {
        unload("select * from sold order by id", "parquet/p_", "format as parquet manifest");

        execute(
                connection,
                "copy back from '" + TestBucket.url("parquet/p_manifest") + "'" + ROLE + "format as parquet manifest");

        assertThat(rows(connection, "select * from back order by id"))
                .isEqualTo(rows(connection, "select * from sold order by id"))
                .hasSize(2);
    }

    @Test
    void writesCsvWithAHeader() throws SQLException {
        unload("select id, name, nvl(small, 0) as n from sold order by id", "csv/c_", "csv header allowoverwrite");

        assertThat(Warehouse.BUCKET.content("csv/c_0000_part_00")).isEqualTo("id,name,n\n1,\"a, \"\"b\"\"\",7\n2,,0\n");
    }

    @Test
    void writesTextWithBarsAndQuotesInsideTheQuery() throws SQLException {
        unload("select id, ''x'' as x from sold where id = 1", "text/t_", "");

        assertThat(Warehouse.BUCKET.content("text/t_0000_part_00")).isEqualTo("1|x\n");
    }

    @Test
    void doesNotWriteOverWhatIsThere() throws SQLException {
        unload("select 1 as a", "twice/t_", "");

        assertThatThrownBy(() -> unload("select 2 as a", "twice/t_", ""))
                .hasMessageContaining("unload destination on S3 is not empty");
        unload("select 2 as a", "twice/t_", "allowoverwrite");
        assertThat(Warehouse.BUCKET.content("twice/t_0000_part_00")).isEqualTo("2\n");
    }

    @Test
    void failsAsItsQueryDoes() {
        assertThatThrownBy(() -> unload("select nothing from sold", "fails/t_", ""))
                .hasMessageContaining("column \"nothing\" does not exist");
        assertThatThrownBy(() -> unload("select string_agg(name) from sold", "fails/t_", ""))
                .hasMessageContaining("function string_agg(...) does not exist");
        assertThatThrownBy(() -> unload("select 1", "fails/t_", "gzip"))
                .hasMessageContaining("GZIP of UNLOAD is not supported by the local stand-in");
    }
}
