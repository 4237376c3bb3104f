package dev.clickstream.redshift;

import static dev.clickstream.redshift.Warehouse.execute;
import static dev.clickstream.redshift.Warehouse.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MetadataIT {

    private static Connection connection;
    private static DatabaseMetaData metadata;

    @BeforeAll
    static void makeRelations() throws SQLException {
        connection = Warehouse.connect(Warehouse.REDSHIFT.createDatabase("metadata_it"));
        metadata = connection.getMetaData();
        execute(
                connection,
                "create schema gold",
                "create table gold.facts (id bigint identity(1,1), user_id varchar(36) not null distkey,"
                        + " at timestamp sortkey, price decimal(18,2), props super, primary key (id)) diststyle key",
                "create view gold.view_of_facts as select id from gold.facts",
                "create materialized view gold.counts backup no diststyle even auto refresh no as"
                        + " (select count(*) as n from gold.facts)");
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void listsTablesAndViews() throws SQLException {
        try (ResultSet tables = metadata.getTables(null, "gold", "%", null)) {
            assertThat(rows(tables)).hasSizeGreaterThanOrEqualTo(2).anyMatch(row -> row.contains("facts"));
        }
    }

    @Test
    void listsColumnsWithTheirTypes() throws SQLException {
        try (ResultSet columns = metadata.getColumns(null, "gold", "facts", "%")) {
            assertThat(rows(columns)).hasSize(5);
        }
    }

    @Test
    void answersTheDriversOtherQuestions() throws SQLException {
        try (ResultSet schemas = metadata.getSchemas()) {
            assertThat(rows(schemas)).anyMatch(row -> row.startsWith("gold"));
        }
        metadata.getPrimaryKeys(null, "gold", "facts").close();
        metadata.getImportedKeys(null, "gold", "facts").close();
        metadata.getIndexInfo(null, "gold", "facts", false, true).close();
        metadata.getProcedures(null, null, "%").close();
        metadata.getFunctions(null, null, "get%").close();
        metadata.getTypeInfo().close();
        metadata.getCatalogs().close();
        metadata.getTablePrivileges(null, "gold", "facts").close();
        assertThat(rows(connection, "select 1")).containsExactly("1");
    }

    @Test
    void describesASuperColumnAsSuper() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select props, json_parse('[1]') from gold.facts")) {
            ResultSetMetaData columns = result.getMetaData();
            assertThat(columns.getColumnTypeName(1)).isEqualTo("super");
            assertThat(columns.getColumnTypeName(2)).isEqualTo("super");
        }
    }

    @Test
    void showsDistributionAndSortKeysWhereRedshiftDoes() throws SQLException {
        assertThat(rows(
                        connection,
                        "select diststyle, sortkey1, sortkey_num from svv_table_info where \"table\" = 'facts'"))
                .containsExactly("KEY(user_id)|at|1");
        assertThat(rows(
                        connection,
                        "select a.attname, a.attisdistkey, a.attsortkeyord from pg_attribute a"
                                + " join pg_class c on c.oid = a.attrelid where c.relname = 'facts' and a.attnum in (2, 3)"
                                + " order by a.attnum"))
                .containsExactly("user_id|t|0", "at|f|1");
    }

    @Test
    void indexesTheSortKey() throws SQLException {
        assertThat(rows(connection, "select indexdef from pg_indexes where tablename = 'facts'"))
                .singleElement()
                .asString()
                .endsWith("USING btree (at)");
    }

    @Test
    void listsMaterializedViewsAmongTheViewsWithTheirStatement() throws SQLException {
        assertThat(rows(connection, "select definition from pg_views where viewname = 'counts'"))
                .singleElement()
                .asString()
                .startsWith("create materialized view gold.counts as (");
        assertThat(rows(connection, "select name from svv_mv_info")).containsExactly("counts");
        assertThat(rows(connection, "select diststyle from svv_table_info where \"table\" = 'counts'"))
                .containsExactly("EVEN");
    }
}
