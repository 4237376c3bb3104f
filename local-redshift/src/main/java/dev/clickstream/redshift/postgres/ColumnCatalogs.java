package dev.clickstream.redshift.postgres;

import dev.clickstream.redshift.sql.Columns;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The column catalogs of the databases in use; few connections are kept, of those used last. */
public final class ColumnCatalogs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ColumnCatalogs.class);
    private static final int KEPT = 4;

    private final PostgresServer server;
    private final Map<String, ColumnCatalog> open = new LinkedHashMap<>(8, 0.75f, true);

    public ColumnCatalogs(PostgresServer server) {
        this.server = server;
    }

    public Supplier<Columns> of(String database) {
        return () -> catalog(database).get();
    }

    private synchronized ColumnCatalog catalog(String database) {
        ColumnCatalog known = open.get(database);
        if (known != null) {
            return known;
        }
        if (open.size() >= KEPT) {
            Map.Entry<String, ColumnCatalog> eldest = open.entrySet().iterator().next();
            open.remove(eldest.getKey());
            close(eldest.getValue());
        }
        try {
            ColumnCatalog fresh = new ColumnCatalog(server, database);
            open.put(database, fresh);
            return fresh;
        } catch (SQLException e) {
            throw new IllegalStateException("database " + database + " cannot be read", e);
        }
    }

    private static void close(ColumnCatalog catalog) {
        try {
            catalog.close();
        } catch (SQLException e) {
            LOG.debug("a catalog connection did not close", e);
        }
    }

    @Override
    public synchronized void close() {
        open.values().forEach(ColumnCatalogs::close);
        open.clear();
    }
}
