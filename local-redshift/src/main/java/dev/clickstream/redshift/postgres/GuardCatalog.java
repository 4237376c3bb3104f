package dev.clickstream.redshift.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guards of each database: what is read instead of tables with policies and of the views over them. While a transaction
 * holds a table that a new guard needs, the guards of before are given: nobody waits here for whoever waits for them.
 */
public final class GuardCatalog {

    private static final Logger LOG = LoggerFactory.getLogger(GuardCatalog.class);
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final PostgresServer server;
    private final Map<String, Map<String, String>> known = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> newest = new ConcurrentHashMap<>();

    public GuardCatalog(PostgresServer server) {
        this.server = server;
    }

    /** Schema and name, joined by a dot, to the guard's name. */
    public Supplier<Map<String, String>> of(String database) {
        return () -> {
            Map<String, String> guards = known.computeIfAbsent(database, this::read);
            return guards == null ? newest.getOrDefault(database, Map.of()) : guards;
        };
    }

    /** To be called after each transaction that may have changed policies, tables or views. */
    public void refresh(String database) {
        known.remove(database);
    }

    private @Nullable Map<String, String> read(String database) {
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
            statement.execute("select rs_compat.drop_old_guards()");
            Map<String, String> read = Map.copyOf(guards);
            newest.put(database, read);
            return read;
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                LOG.debug("a transaction is in the way of new guards: database={}", database, e);
                return null;
            }
            throw new IllegalStateException("policies of database " + database + " cannot be read", e);
        }
    }
}
