package dev.clickstream.redshift.corpus;

import dev.clickstream.redshift.Warehouse;
import dev.clickstream.redshift.corpus.CorpusCase.Answer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the corpus is asked of: the stand-in, or the cluster that CLICKSTREAM_REDSHIFT_URL (with _USER and _PASSWORD) names.
 * Each area has a connection and a schema of its own.
 */
final class CorpusServer implements AutoCloseable {

    private final String url;
    private final String user;
    private final String password;
    private final Map<String, Connection> connections = new HashMap<>();

    private CorpusServer(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    static CorpusServer start() {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        return Optional.ofNullable(environment.get("CLICKSTREAM_REDSHIFT_URL"))
                .map(cluster -> new CorpusServer(
                        cluster,
                        environment.getOrDefault("CLICKSTREAM_REDSHIFT_USER", ""),
                        environment.getOrDefault("CLICKSTREAM_REDSHIFT_PASSWORD", "")))
                .orElseGet(() -> new CorpusServer(
                        Warehouse.REDSHIFT.createDatabase("corpus"), Warehouse.USER, Warehouse.PASSWORD));
    }

    boolean isStandIn() {
        return System.getenv("CLICKSTREAM_REDSHIFT_URL") == null;
    }

    Answer ask(CorpusCase one) throws SQLException {
        Connection connection = connection(one.area());
        try (Statement statement = connection.createStatement()) {
            List<String> rows = new ArrayList<>();
            if (statement.execute(one.sql().replace("{database}", connection.getCatalog()))) {
                try (ResultSet result = statement.getResultSet()) {
                    rows = rows(result);
                }
            }
            return new Answer(rows, "", "");
        } catch (SQLException e) {
            return new Answer(List.of(), String.valueOf(e.getSQLState()), String.valueOf(e.getMessage()));
        }
    }

    private Connection connection(String area) throws SQLException {
        Connection known = connections.get(area);
        if (known != null) {
            return known;
        }
        Connection connection = DriverManager.getConnection(url, user, password);
        String schema = "corpus_" + area.replace('-', '_');
        Warehouse.execute(
                connection,
                "drop schema if exists " + schema + " cascade",
                "create schema " + schema,
                "set search_path to " + schema);
        connections.put(area, connection);
        return connection;
    }

    /** SUPER is compared as JSON, so without the blanks that a server may show in it. */
    private static List<String> rows(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<String> rows = new ArrayList<>();
        while (result.next()) {
            List<String> values = new ArrayList<>();
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                String value = String.valueOf(result.getString(column));
                boolean json = value.startsWith("[") || value.startsWith("{");
                values.add(json ? value.replaceAll("(\"(?:[^\"\\\\]|\\\\.)*\")|([:,]) ", "$1$2") : value);
            }
            rows.add(String.join("|", values));
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections.values()) {
            connection.close();
        }
    }
}
