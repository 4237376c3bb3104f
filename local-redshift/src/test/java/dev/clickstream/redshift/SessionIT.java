package dev.clickstream.redshift;

import static dev.clickstream.redshift.Warehouse.execute;
import static dev.clickstream.redshift.Warehouse.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SessionIT {

    private static String url;

    @BeforeAll
    static void createDatabase() throws SQLException {
        url = Warehouse.REDSHIFT.createDatabase("session_it");
        try (Connection connection = Warehouse.connect(url)) {
            execute(connection, "create table t (id int, name varchar(20), at timestamp, props super)");
        }
    }

    @Test
    void tellsTheDriverThatItIsRedshift() throws SQLException {
        try (Connection connection = Warehouse.connect(url)) {
            assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("Redshift");
            assertThat(connection.getMetaData().getDatabaseProductVersion()).isEqualTo("8.0.2");
            assertThat(rows(connection, "select version()").getFirst()).contains("Redshift 1.0");
            assertThat(connection.isValid(2)).isTrue();
        }
    }

    @Test
    void refusesAWrongPassword() {
        assertThatThrownBy(() -> DriverManager.getConnection(url, Warehouse.USER, "wrong"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed for user \"dev\"");
    }

    @Test
    void admitsAUserMadeBySqlWithItsOwnRights() throws SQLException {
        try (Connection admin = Warehouse.connect(url)) {
            execute(admin, "create user reader password 'Reader123'", "create role readers");
            execute(admin, "grant role readers to reader", "create schema s", "create table s.open (a int)");
            execute(admin, "create table s.closed (a int)", "grant usage on schema s to role readers");
            execute(admin, "grant select on s.open to role readers");
        }
        try (Connection reader = DriverManager.getConnection(url, "reader", "Reader123")) {
            assertThat(rows(reader, "select current_user")).containsExactly("reader");
            assertThat(rows(reader, "select count(*) from s.open")).containsExactly("0");
            assertThatThrownBy(() -> rows(reader, "select * from s.closed")).hasMessageContaining("permission denied");
        }
    }

    @Test
    void runsPreparedBatches() throws SQLException {
        try (Connection connection = Warehouse.connect(url)) {
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into t (id, name, at) values (?, ?, ?)")) {
                for (int row = 0; row < 250; row++) {
                    insert.setInt(1, row);
                    insert.setString(2, "n" + row);
                    insert.setTimestamp(3, Timestamp.valueOf("2026-01-01 00:00:00"));
                    insert.addBatch();
                }
                assertThat(insert.executeBatch()).hasSize(250);
            }
            assertThat(rows(connection, "select count(*), max(name) from t where name is not null"))
                    .containsExactly("250|n99");
        }
    }

    @Test
    void putsTextParametersIntoSuperAsStrings() throws SQLException {
        try (Connection connection = Warehouse.connect(url)) {
            try (PreparedStatement insert = connection.prepareStatement("insert into t (id, props) values (-1, ?)")) {
                insert.setString(1, "{\"a\":1}");
                insert.executeUpdate();
            }
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into t (id, props) select -2, json_parse(?)")) {
                insert.setString(1, "{\"a\":1}");
                insert.executeUpdate();
            }
            assertThat(rows(connection, "select id, json_typeof(props), props.a from t where id < 0 order by id desc"))
                    .containsExactly("-1|string|null", "-2|object|1");
        }
    }

    @Test
    void fetchesInPortions() throws SQLException {
        try (Connection connection = Warehouse.connect(url)) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(10);
                int rows = 0;
                try (ResultSet result = statement.executeQuery("select generate_series(1, 105)")) {
                    while (result.next()) {
                        rows++;
                    }
                }
                assertThat(rows).isEqualTo(105);
            }
        }
    }

    @Test
    void showsNoOtherTransactionsWorkWithinItsOwn() throws SQLException {
        try (Connection one = Warehouse.connect(url);
                Connection other = Warehouse.connect(url)) {
            execute(one, "create table if not exists isolated (a int)");
            one.setAutoCommit(false);
            assertThat(rows(one, "select count(*) from isolated")).containsExactly("0");

            execute(other, "insert into isolated values (1)");

            assertThat(rows(one, "select count(*) from isolated")).containsExactly("0");
            one.commit();
            assertThat(rows(one, "select count(*) from isolated")).containsExactly("1");
        }
    }

    @Test
    void seesWhatWasCommittedBeforeItGotALock() throws Exception {
        try (Connection one = Warehouse.connect(url);
                Connection other = Warehouse.connect(url)) {
            execute(one, "create table if not exists locked (a int)");
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            execute(one, "lock table locked", "insert into locked values (1)");

            CompletableFuture<String> seen = CompletableFuture.supplyAsync(() -> {
                try {
                    execute(other, "lock locked");
                    return rows(other, "select count(*) from locked").getFirst();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            Thread.sleep(200);
            assertThat(seen).isNotDone();
            one.commit();

            assertThat(seen.get(10, TimeUnit.SECONDS)).isEqualTo("1");
        }
    }

    @Test
    void cancelsAStatementAndGoesOn() throws Exception {
        try (Connection connection = Warehouse.connect(url);
                Statement statement = connection.createStatement()) {
            CompletableFuture<Void> cancelled = CompletableFuture.runAsync(() -> {
                try {
                    Thread.sleep(300);
                    statement.cancel();
                } catch (InterruptedException | SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThatThrownBy(() -> statement.execute("select count(*) from generate_series(1, 2000000000)"))
                    .isInstanceOf(SQLException.class);
            cancelled.get(10, TimeUnit.SECONDS);
            for (int time = 0; time < 20; time++) {
                assertThat(rows(connection, "select " + time)).containsExactly(Integer.toString(time));
            }
        }
    }

    @Test
    void dropsADatabaseItHasLookedInto() throws SQLException {
        try (Connection there = Warehouse.connect(Warehouse.REDSHIFT.createDatabase("dropped_it"))) {
            assertThat(rows(there, "select 1 as one, one + 1 as two")).containsExactly("1|2");
        }
        try (Connection connection = Warehouse.connect(url)) {
            execute(connection, "drop database dropped_it");
            assertThat(rows(
                            connection,
                            "select count(*) from svv_redshift_databases where database_name = 'dropped_it'"))
                    .containsExactly("0");
        }
    }

    @Test
    void keepsItsOwnParametersWhereTheyCanBeShown() throws SQLException {
        try (Connection connection = Warehouse.connect(url)) {
            execute(connection, "set query_group to 'nightly'", "set enable_result_cache_for_session to off");
            assertThat(rows(connection, "show query_group")).containsExactly("nightly");
        }
    }

    @Test
    void runsSeveralStatementsAtOnce() throws SQLException {
        try (Connection connection = Warehouse.connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create table many (a int); insert into many values (1), (2); select count(*) from many");
            int results = 0;
            while (statement.getMoreResults() || statement.getUpdateCount() >= 0) {
                results++;
            }
            assertThat(results).isPositive();
            assertThat(rows(connection, "select count(*) from many")).containsExactly("2");
        }
    }
}
