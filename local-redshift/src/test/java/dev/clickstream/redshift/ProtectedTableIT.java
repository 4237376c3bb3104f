package dev.clickstream.redshift;

import static dev.clickstream.redshift.Warehouse.execute;
import static dev.clickstream.redshift.Warehouse.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Policies while tables are put in each other's place, as dbt does at a full refresh. */
class ProtectedTableIT {

    private static final String READER = "protected_reader";
    private static final String PASSWORD = "Reader12345";

    private static String url;
    private Connection administrator;
    private Connection reader;

    @BeforeAll
    static void createDatabase() throws SQLException {
        url = Warehouse.REDSHIFT.createDatabase("protected_it");
        try (Connection connection = Warehouse.connect(url)) {
            execute(
                    connection,
                    "create user " + READER + " password '" + PASSWORD + "'",
                    "create masking policy stars with (name varchar(16)) using ('***'::varchar(16))",
                    "create rls policy of_sg with (country varchar(2)) as t using (t.country = 'SG')");
        }
    }

    @BeforeEach
    void protectATable() throws SQLException {
        administrator = Warehouse.connect(url);
        reader = DriverManager.getConnection(url, READER, PASSWORD);
        execute(
                administrator,
                "drop schema if exists s cascade",
                "create schema s",
                "grant usage on schema s to public");
        make("s.people");
        protect("s.people");
    }

    @AfterEach
    void disconnect() throws SQLException {
        reader.close();
        administrator.close();
    }

    private void make(String table) throws SQLException {
        execute(
                administrator,
                "create table %s (name varchar(16), country varchar(2))".formatted(table),
                "insert into %s values ('ann', 'SG'), ('bob', 'JP')".formatted(table));
    }

    private void protect(String table) throws SQLException {
        execute(
                administrator,
                "/* by dbt */ attach masking policy stars on %s (name) to public".formatted(table),
                "attach rls policy of_sg on %s to public".formatted(table),
                "alter table %s row level security on".formatted(table),
                "grant select on %s to public".formatted(table));
    }

    @Test
    void policiesHoldFromTheCommitOnThatPutsATableInAnothersPlace() throws SQLException {
        assertThat(rows(reader, "select name, country from s.people")).containsExactly("***|SG");
        administrator.setAutoCommit(false);
        make("s.people__new");
        execute(
                administrator,
                "alter table s.people rename to people__old",
                "alter table s.people__new rename to people");
        protect("s.people");
        administrator.commit();
        administrator.setAutoCommit(true);

        assertThat(rows(reader, "select name, country from s.people")).containsExactly("***|SG");
        assertThat(rows(reader, "select name, country from s.people__old")).containsExactly("***|SG");

        execute(administrator, "drop table s.people__old");
        assertThat(rows(reader, "select name, country from s.people")).containsExactly("***|SG");
    }

    @Test
    void whoeverIsAmidATransactionThatReadHoldsUpNobodyElse() throws SQLException {
        reader.setAutoCommit(false);
        assertThat(rows(reader, "select name from s.people")).containsExactly("***");
        execute(administrator, "detach masking policy stars on s.people (name) from public");

        assertThat(rows(administrator, "select name from s.people order by 1")).containsExactly("ann", "bob");
        assertThat(rows(reader, "select name from s.people")).containsExactly("ann");
        reader.commit();
    }

    @Test
    void whatTheRewriterDoesNotSeeShowsNothing() throws SQLException {
        execute(
                administrator,
                "create function s.peek() returns bigint stable as $$ select count(*) from s.people $$ language sql",
                "grant execute on function s.peek() to public");

        assertThat(rows(reader, "select s.peek()")).containsExactly("0");
        assertThat(rows(administrator, "select s.peek()")).containsExactly("2");
    }

    @Test
    void aTableThatNothingProtectsAnyMoreIsReadAsItIs() throws SQLException {
        execute(
                administrator,
                "detach masking policy stars on s.people (name) from public",
                "detach rls policy of_sg on s.people from public",
                "alter table s.people row level security off");

        assertThat(rows(reader, "select name from s.people order by 1")).containsExactly("ann", "bob");
    }
}
