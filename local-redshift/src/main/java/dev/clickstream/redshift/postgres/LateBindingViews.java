package dev.clickstream.redshift.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes late-binding views again that lost what they read. One at a time per database; it does not wait long for a
 * transaction that is in the way, as that one's end will be told here too.
 */
public final class LateBindingViews {

    private static final Logger LOG = LoggerFactory.getLogger(LateBindingViews.class);
    private static final int ATTEMPTS = 3;

    private final PostgresServer server;
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

    public LateBindingViews(PostgresServer server) {
        this.server = server;
    }

    /** To be called after each transaction that may have changed the catalog of a database. */
    public void heal(String database) {
        ReentrantLock turn = turns.computeIfAbsent(database, name -> new ReentrantLock());
        turn.lock();
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (healed(statement)) {
                    return;
                }
            }
        } catch (SQLException e) {
            LOG.debug("late-binding views cannot be looked at: database={}", database, e);
        } finally {
            turn.unlock();
        }
    }

    private static boolean healed(Statement statement) {
        try (ResultSet rows = statement.executeQuery("select rs_compat.heal_views()")) {
            return rows.next() && rows.getInt(1) == 0;
        } catch (SQLException e) {
            LOG.debug("late-binding views are in use", e);
            return false;
        }
    }
}
