package dev.clickstream.loader.warehouse;

import dev.clickstream.loader.landing.FileShape;
import dev.clickstream.loader.landing.LandingTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The columns of the landing tables grow with the files, and never go: rows that came before, or from a loader that does not know a
 * column, are null in it.
 */
final class LandingColumns {
    private static final Logger LOG = LoggerFactory.getLogger(LandingColumns.class);

    private LandingColumns() {}

    /** Whether the table lacks a column that files of this shape have. */
    static boolean isMissing(Connection connection, LandingTable table, FileShape shape) throws SQLException {
        return !present(connection, table).containsAll(shape.names());
    }

    /** Adds what is missing, in the transaction under way, which must hold the lock. */
    static void addMissing(Connection connection, LandingTable table, FileShape shape) throws SQLException {
        Set<String> present = present(connection, table);
        try (Statement statement = connection.createStatement()) {
            for (String column : shape.columns()) {
                if (!present.contains(FileShape.name(column))) {
                    LOG.warn("the table gets a column: table=landing.{} column={}", table.word(), column);
                    statement.execute(LoadSql.addColumn(table, column));
                }
            }
        }
    }

    private static Set<String> present(Connection connection, LandingTable table) throws SQLException {
        Set<String> present = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LoadSql.columnsOf(table))) {
            while (rows.next()) {
                present.add(rows.getString(1));
            }
        }
        return present;
    }
}
