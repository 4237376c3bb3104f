package dev.clickstream.cli.warehouse;

import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.platform.PlatformException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Queries over one connection of Redshift's own driver. */
public final class Warehouse implements AutoCloseable {
    private static final int FETCHED_AT_ONCE = 5_000;
    private static final List<String> NO_SUCH_THING = List.of("42P01", "3F000", "42703");

    private final Connection connection;

    private Warehouse(Connection connection) {
        this.connection = connection;
    }

    public static Warehouse open(Endpoints endpoints) {
        Properties login = new Properties();
        login.setProperty("user", endpoints.get("REDSHIFT_USER"));
        login.setProperty("password", endpoints.get("REDSHIFT_PASSWORD"));
        login.setProperty("connectTimeout", "10");
        String url = endpoints.get("REDSHIFT_JDBC_URL");
        try {
            return new Warehouse(DriverManager.getConnection(url, login));
        } catch (SQLException failure) {
            throw new PlatformException(
                    "the warehouse at %s does not answer: %s".formatted(url, words(failure)), failure);
        }
    }

    /** What a query gives; of a statement without rows the number of rows it changed. */
    public sealed interface Answer {
        record Rows(List<String> columns, List<List<@Nullable String>> rows) implements Answer {}

        record Changed(int rows) implements Answer {}
    }

    /** @throws PlatformException with the server's own words */
    public Answer run(String sql) {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return new Answer.Changed(statement.getUpdateCount());
            }
            try (ResultSet results = statement.getResultSet()) {
                return rows(results);
            }
        } catch (SQLException failure) {
            throw new PlatformException(words(failure), failure);
        }
    }

    /**
     * The rows of a query with {@code ?} for each parameter; none where the table does not exist yet.
     *
     * @throws PlatformException with the server's own words
     */
    public List<List<@Nullable String>> rows(String sql, String... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < parameters.length; index++) {
                statement.setString(index + 1, parameters[index]);
            }
            try (ResultSet results = statement.executeQuery()) {
                return rows(results).rows();
            }
        } catch (SQLException failure) {
            if (NO_SUCH_THING.contains(String.valueOf(failure.getSQLState()))) {
                return List.of();
            }
            throw new PlatformException("'%s' failed: %s".formatted(sql, words(failure)), failure);
        }
    }

    private static Answer.Rows rows(ResultSet results) throws SQLException {
        ResultSetMetaData shape = results.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int column = 1; column <= shape.getColumnCount(); column++) {
            columns.add(shape.getColumnLabel(column));
        }
        List<List<@Nullable String>> rows = new ArrayList<>();
        while (results.next()) {
            rows.add(row(results, columns.size()));
        }
        return new Answer.Rows(columns, rows);
    }

    private static List<@Nullable String> row(ResultSet results, int columns) throws SQLException {
        @Nullable String[] row = new @Nullable String[columns];
        for (int column = 0; column < columns; column++) {
            row[column] = results.getString(column + 1);
        }
        return Arrays.asList(row);
    }

    /**
     * Reads the rows of a query one by one, however many there are.
     *
     * @return how many
     * @throws PlatformException with the server's own words
     */
    public long read(String sql, Consumer<List<@Nullable String>> reader) {
        try {
            // With a cursor, which needs a transaction: the driver else holds all rows at once.
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(FETCHED_AT_ONCE);
                try (ResultSet results = statement.executeQuery(sql)) {
                    int columns = results.getMetaData().getColumnCount();
                    long rows = 0;
                    while (results.next()) {
                        reader.accept(row(results, columns));
                        rows++;
                    }
                    return rows;
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new PlatformException(words(failure), failure);
        }
    }

    /** One number; the alternative where the table does not exist yet, or the number is null. */
    public long number(String sql, long otherwise) {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            if (!results.next()) {
                return otherwise;
            }
            long number = results.getLong(1);
            return results.wasNull() ? otherwise : number;
        } catch (SQLException failure) {
            if (NO_SUCH_THING.contains(String.valueOf(failure.getSQLState()))) {
                return otherwise;
            }
            throw new PlatformException("'%s' failed: %s".formatted(sql, words(failure)), failure);
        }
    }

    private static String words(SQLException failure) {
        String message = String.valueOf(failure.getMessage()).strip();
        return failure.getSQLState() == null || message.contains(failure.getSQLState())
                ? message
                : message + " (SQL state " + failure.getSQLState() + ")";
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException ignored) {
            // The connection is gone either way.
        }
    }
}
