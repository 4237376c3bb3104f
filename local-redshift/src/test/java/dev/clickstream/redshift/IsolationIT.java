package dev.clickstream.redshift;

import static dev.clickstream.redshift.Warehouse.execute;
import static dev.clickstream.redshift.Warehouse.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazon.redshift.util.RedshiftException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class IsolationIT {

    private interface Work {
        void run(Connection one, Connection other) throws SQLException;
    }

    private static void inTwoTransactions(String database, boolean serializable, Work work) throws SQLException {
        String url = Warehouse.REDSHIFT.createDatabase(database);
        try (Connection setup = Warehouse.connect(url)) {
            execute(setup, "create table a (n int)", "create table b (n int)", "insert into a values (1)");
            if (serializable) {
                execute(setup, "alter database " + database + " isolation level serializable");
            }
        }
        try (Connection one = Warehouse.connect(url);
                Connection other = Warehouse.connect(url)) {
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            work.run(one, other);
        }
    }

    private static void readEachOthersTableAndWrite(Connection one, Connection other) throws SQLException {
        rows(one, "select count(*) from a");
        rows(other, "select count(*) from b");
        execute(one, "insert into b values (1)");
        execute(other, "insert into a values (1)");
        one.commit();
    }

    @Test
    void letsTwoTransactionsReadWhatTheOtherWritesUnderSnapshotIsolation() throws SQLException {
        inTwoTransactions("isolation_snapshot", false, (one, other) -> {
            readEachOthersTableAndWrite(one, other);
            other.commit();
            assertThat(rows(other, "select (select count(*) from a), (select count(*) from b)"))
                    .containsExactly("2|1");
        });
    }

    @Test
    void endsOneOfThemWith1023WhereTheDatabaseIsSerializable() throws SQLException {
        inTwoTransactions("isolation_serializable", true, (one, other) -> {
            assertThat(
                            rows(
                                    one,
                                    "select trim(isolation_level) from stv_db_isolation_level where db_name = current_database()"))
                    .containsExactly("Serializable");
            assertThatThrownBy(() -> {
                        readEachOthersTableAndWrite(one, other);
                        other.commit();
                    })
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("1023")
                    .satisfies(e -> {
                        RedshiftException error = (RedshiftException) e;
                        assertThat(error.getSQLState()).isEqualTo("XX000");
                        assertThat(error.getServerErrorMessage().getDetail())
                                .startsWith("Serializable isolation violation on table in Redshift");
                    });
        });
    }

    @Test
    void endsASecondChangeOfTheSameRowWith1023() throws SQLException {
        inTwoTransactions("isolation_update", false, (one, other) -> {
            rows(other, "select count(*) from a");
            execute(one, "update a set n = 2");
            one.commit();

            assertThatThrownBy(() -> execute(other, "update a set n = 3")).hasMessageContaining("1023");
        });
    }

    @Test
    void takesALevelFromATransactionAndGoesByTheDatabases() throws SQLException {
        inTwoTransactions("isolation_asked", false, (one, other) -> {
            one.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            execute(other, "set transaction isolation level read committed");
            readEachOthersTableAndWrite(one, other);
            other.commit();
            assertThat(rows(other, "select count(*) from a")).containsExactly("2");
        });
    }

    @Test
    void commitsWithTruncate() throws SQLException {
        inTwoTransactions("isolation_truncate", false, (one, other) -> {
            execute(one, "insert into b values (7)", "truncate a");
            one.rollback();

            assertThat(rows(other, "select (select count(*) from a), (select count(*) from b)"))
                    .containsExactly("0|1");
            execute(one, "insert into b values (8)");
            one.rollback();
            assertThat(rows(one, "select count(*) from b")).containsExactly("1");
        });
    }
}
