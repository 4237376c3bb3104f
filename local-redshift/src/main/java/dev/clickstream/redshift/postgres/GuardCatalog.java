package dev.clickstream.redshift.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The guards of each database: what is read instead of tables with policies and of the views over them. */
public final class GuardCatalog {

    private final PostgresServer server;
    private final Map<String, Map<String, String>> known = new ConcurrentHashMap<>();

    public GuardCatalog(PostgresServer server) {
        this.server = server;
    }

    /** Schema and name, joined by a dot, to the guard's name. */
    public Supplier<Map<String, String>> of(String database) {
        return () -> known.computeIfAbsent(database, this::read);
    }

    /** To be called after each transaction that may have changed policies, tables or views. */
    public void refresh(String database) {
        known.remove(database);
    }

    private Map<String, String> read(String database) {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("select rs_compat.refresh_guards()");
            Map<String, String> guards = new HashMap<>();
            try (ResultSet rows =
                    statement.executeQuery("select schema_name || '.' || name, guard from rs_compat.guard")) {
                while (rows.next()) {
                    guards.put(rows.getString(1), rows.getString(2));
                }
            }
            return Map.copyOf(guards);
        } catch (SQLException e) {
            throw new IllegalStateException("policies of database " + database + " cannot be read", e);
        }
    }
}
