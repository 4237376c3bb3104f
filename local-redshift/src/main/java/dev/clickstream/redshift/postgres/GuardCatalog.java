package dev.clickstream.redshift.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guards of each database: what is read instead of tables with policies and of the views over them. While a transaction
 * holds a table, the guards of before are given for a moment: nobody waits here for whoever may wait for them.
 */
public final class GuardCatalog {

    private static final Logger LOG = LoggerFactory.getLogger(GuardCatalog.class);
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final Duration MOMENT = Duration.ofMillis(250);

    private final PostgresServer server;
    private final Map<String, Guards> known = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> newest = new ConcurrentHashMap<>();

    public GuardCatalog(PostgresServer server) {
        this.server = server;
    }

    /**
     * @param complete whether they are as they ought to be
     * @param readAt of the machine's clock for intervals, in nanoseconds
     */
    private record Guards(Map<String, String> byName, boolean complete, long readAt) {
        boolean isOver() {
            return !complete && System.nanoTime() - readAt > MOMENT.toNanos();
        }
    }

    /** Schema and name, joined by a dot, to the guard's name. */
    public Supplier<Map<String, String>> of(String database) {
        return () -> {
            Guards guards = known.computeIfAbsent(database, this::read);
            if (guards.isOver()) {
                known.remove(database, guards);
                guards = known.computeIfAbsent(database, this::read);
            }
            return guards.byName();
        };
    }

    /** To be called after each transaction that may have changed policies, tables or views. */
    public void refresh(String database) {
        known.remove(database);
    }

    private Guards read(String database) {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            boolean complete = refreshed(statement);
            Map<String, String> guards = new HashMap<>();
            try (ResultSet rows =
                    statement.executeQuery("select schema_name || '.' || name, guard from rs_compat.guard")) {
                while (rows.next()) {
                    guards.put(rows.getString(1), rows.getString(2));
                }
            }
            if (complete) {
                statement.execute("select rs_compat.drop_old_guards()");
            }
            Guards read = new Guards(Map.copyOf(guards), complete, System.nanoTime());
            newest.put(database, read.byName());
            return read;
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                LOG.debug("a transaction is in the way of new guards: database={}", database, e);
                return new Guards(newest.getOrDefault(database, Map.of()), false, System.nanoTime());
            }
            throw new IllegalStateException("policies of database " + database + " cannot be read", e);
        }
    }

    private static boolean refreshed(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select rs_compat.refresh_guards()")) {
            return row.next() && row.getBoolean(1);
        }
    }
}
