package dev.clickstream.redshift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Redshift's SQL with the answers Redshift documents for it: a comment that says what it shows, the statement, and lines
 * with {@code -- >} for each row (or {@code -- !} for the error). One file is one database and runs in order.
 */
class CorpusIT {

    private static final Path CORPUS = Path.of("src/test/resources/corpus");
    private static final Map<String, Connection> CONNECTIONS = new HashMap<>();

    private record Case(String title, String sql, List<String> rows, String error, String otherRow) {

        static Case parse(String block) {
            List<String> lines = Arrays.asList(block.split("\n"));
            StringBuilder sql = new StringBuilder();
            List<String> rows = new ArrayList<>();
            String error = "";
            String other = "";
            for (String line : lines.subList(1, lines.size())) {
                if (line.startsWith("-- > ")) {
                    rows.add(line.substring(5));
                } else if (line.startsWith("-- ! ")) {
                    error = line.substring(5);
                } else if (line.startsWith("-- or ")) {
                    other = line.substring(6);
                } else {
                    sql.append(line).append('\n');
                }
            }
            return new Case(lines.getFirst().substring(3), sql.toString().strip(), rows, error, other);
        }
    }

    @TestFactory
    Stream<DynamicTest> answersAsRedshift() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(CORPUS)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".sql", "");
                for (String block : Files.readString(file).strip().split("\n\n+")) {
                    Case one = Case.parse(block);
                    tests.add(dynamicTest(name + ": " + one.title(), () -> check(name, one)));
                }
            }
        }
        return tests.stream();
    }

    @AfterAll
    static void close() throws SQLException {
        for (Connection connection : CONNECTIONS.values()) {
            connection.close();
        }
    }

    private static void check(String file, Case one) throws SQLException {
        List<String> rows = new ArrayList<>();
        String error = "";
        try (Statement statement = connection(file).createStatement()) {
            if (statement.execute(one.sql())) {
                try (ResultSet result = statement.getResultSet()) {
                    rows = Warehouse.rows(result);
                }
            }
        } catch (SQLException e) {
            error = e.getMessage();
        }
        if (one.error().isEmpty()) {
            assertThat(error).as(one.sql()).isEmpty();
        } else {
            assertThat(error).as(one.sql()).contains(one.error());
        }
        if (!one.rows().isEmpty() && !rows.equals(List.of(one.otherRow()))) {
            assertThat(rows).as(one.sql()).isEqualTo(one.rows());
        }
    }

    private static Connection connection(String file) throws SQLException {
        Connection connection = CONNECTIONS.get(file);
        if (connection == null) {
            connection = Warehouse.connect(Warehouse.REDSHIFT.createDatabase("corpus_" + file));
            CONNECTIONS.put(file, connection);
        }
        return connection;
    }
}
