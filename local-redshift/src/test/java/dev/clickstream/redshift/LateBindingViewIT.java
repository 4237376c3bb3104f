package dev.clickstream.redshift;

import static dev.clickstream.redshift.Warehouse.execute;
import static dev.clickstream.redshift.Warehouse.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LateBindingViewIT {

    private static String url;
    private Connection connection;

    @BeforeAll
    static void createDatabase() throws SQLException {
        url = Warehouse.REDSHIFT.createDatabase("late_binding_it");
    }

    @BeforeEach
    void makeViewOverTable() throws SQLException {
        connection = Warehouse.connect(url);
        execute(
                connection,
                "drop schema if exists s cascade",
                "create schema s",
                "create table s.base as select 1 as a",
                "create view s.late as (select a from s.base) with no schema binding",
                "create view s.later as (select a + 1 as b from s.late) with no schema binding");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void survivesTheCascadingDropOfItsTable() throws SQLException {
        execute(connection, "drop table s.base cascade", "create table s.base as select 5 as a");

        assertThat(rows(connection, "select b from s.later")).containsExactly("6");
    }

    @Test
    void doesNotHoldUpTheDropOfItsTable() throws SQLException {
        execute(connection, "drop table s.base", "create table s.base as select 7 as a");

        assertThat(rows(connection, "select b from s.later")).containsExactly("8");
    }

    @Test
    void readsTheTableThatTookTheName() throws SQLException {
        execute(
                connection,
                "begin",
                "create table s.base_new as select 9 as a",
                "alter table s.base rename to base_old",
                "alter table s.base_new rename to base",
                "drop table s.base_old cascade",
                "commit");

        assertThat(rows(connection, "select b from s.later")).containsExactly("10");
    }

    @Test
    void keepsItsGrantsAndItsOwner() throws SQLException {
        execute(connection, "create role grantee_of_late", "grant select on s.late to role grantee_of_late");

        execute(connection, "drop table s.base cascade", "create table s.base as select 5 as a");

        assertThat(rows(
                        connection,
                        "select privilege_type from svv_relation_privileges where relation_name = 'late'"
                                + " and identity_name = 'grantee_of_late'"))
                .containsExactly("SELECT");
        assertThat(rows(connection, "select viewowner from pg_views where viewname = 'late'"))
                .containsExactly("dev");
    }

    @Test
    void isGoneWhenItIsDroppedItself() throws SQLException {
        execute(connection, "drop view s.later", "drop view s.late", "create table s.other (a int)");

        assertThatThrownBy(() -> rows(connection, "select * from s.late")).hasMessageContaining("does not exist");
    }

    @Test
    void isGoneWithItsSchemaAlsoWhenWhatItReadsWentBefore() throws SQLException {
        execute(
                connection,
                "drop schema if exists away cascade",
                "create schema away",
                "create view away.late as (select a from s.base) with no schema binding",
                "drop schema s cascade",
                "drop schema away cascade",
                "create schema s",
                "create table s.base as select 1 as a",
                "create schema away");

        execute(connection, "create view away.late as (select 2 as a) with no schema binding");

        assertThat(rows(connection, "select a from away.late")).containsExactly("2");
    }

    @Test
    void followsItsOwnRename() throws SQLException {
        execute(connection, "alter table s.later rename to latest", "drop table s.base cascade");
        execute(connection, "create table s.base as select 3 as a");

        assertThat(rows(connection, "select b from s.latest")).containsExactly("4");
    }

    @Test
    void isReplacedByAnotherDefinition() throws SQLException {
        execute(
                connection,
                "create or replace view s.later as (select a * 100 as c from s.late) with no schema binding");

        assertThat(rows(connection, "select c from s.later")).containsExactly("100");
    }

    @Test
    void letsSessionsReplaceItsTablesSideBySide() throws Exception {
        execute(
                connection,
                "create table s.one as select 1 as a",
                "create table s.two as select 2 as a",
                "create view s.both as (select a from s.one union all select a from s.two) with no schema binding");

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> replaceRepeatedly("one")),
                        CompletableFuture.runAsync(() -> replaceRepeatedly("two")))
                .get(50, TimeUnit.SECONDS);

        assertThat(rows(connection, "select sum(a) from s.both")).containsExactly("18");
    }

    private static void replaceRepeatedly(String table) {
        try (Connection own = Warehouse.connect(url)) {
            for (int time = 1; time < 10; time++) {
                execute(
                        own,
                        "begin",
                        "create table s.%s_new as select %d as a".formatted(table, time),
                        "alter table s.%1$s rename to %1$s_old".formatted(table),
                        "alter table s.%1$s_new rename to %1$s".formatted(table),
                        "commit",
                        "drop table s.%s_old cascade".formatted(table));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
