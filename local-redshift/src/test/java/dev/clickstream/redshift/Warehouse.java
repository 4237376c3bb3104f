package dev.clickstream.redshift;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** One stand-in for all tests of a run, one database for each test class. */
public final class Warehouse {

    public static final String USER = "dev";
    public static final String PASSWORD = "Dev12345";
    static final TestBucket BUCKET = TestBucket.start();
    public static final LocalRedshift REDSHIFT = start();

    private Warehouse() {}

    private static LocalRedshift start() {
        try {
            Path directory = Files.createTempDirectory("local-redshift-it");
            LocalRedshift redshift = LocalRedshift.start(config(directory));
            Runtime.getRuntime().addShutdownHook(new Thread(redshift::close));
            return redshift;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LocalRedshiftConfig config(Path directory) {
        return new LocalRedshiftConfig(directory, 0, USER, PASSWORD, "dev", BUCKET.access());
    }

    public static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, USER, PASSWORD);
    }

    public static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** All rows, values as text joined by bars. */
    public static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return rows(result);
        }
    }

    public static List<String> rows(ResultSet result) throws SQLException {
        List<String> rows = new ArrayList<>();
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
            List<String> values = new ArrayList<>();
            for (int column = 1; column <= columns; column++) {
                values.add(result.getString(column));
            }
            rows.add(String.join("|", values.stream().map(String::valueOf).toList()));
        }
        return rows;
    }
}
