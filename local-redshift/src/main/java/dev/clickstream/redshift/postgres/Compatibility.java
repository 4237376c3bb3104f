package dev.clickstream.redshift.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scripts that give PostgreSQL what Redshift's catalog has. They may be run again over themselves. */
final class Compatibility {

    private static final List<String> SCRIPTS = List.of(
            "foundation.sql",
            "dates.sql",
            "values.sql",
            "aggregates.sql",
            "tables.sql",
            "catalog.sql",
            "views.sql",
            "loads.sql",
            "security.sql",
            "late-binding-views.sql");

    private Compatibility() {}

    /** Runs all scripts unless this database has them as they are now. */
    static void install(Connection connection) throws SQLException {
        Map<String, String> scripts = new LinkedHashMap<>();
        SCRIPTS.forEach(name -> scripts.put(name, read(name)));
        String version = "local-redshift " + Integer.toHexString(scripts.hashCode());
        try (Statement statement = connection.createStatement()) {
            if (version.equals(installed(statement))) {
                return;
            }
            for (Map.Entry<String, String> script : scripts.entrySet()) {
                run(statement, script.getKey(), script.getValue());
            }
            statement.execute("comment on schema rs_compat is '" + version + "'");
        }
    }

    private static void run(Statement statement, String name, String script) throws SQLException {
        try {
            statement.execute(script);
        } catch (SQLException e) {
            throw new SQLException(name + ": " + e.getMessage(), e.getSQLState(), e);
        }
    }

    private static @Nullable String installed(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select obj_description(to_regnamespace('rs_compat'))")) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    private static String read(String name) {
        try (InputStream in = Compatibility.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name + " on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
