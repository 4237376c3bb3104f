package dev.clickstream.redshift.postgres;

import dev.clickstream.redshift.sql.Columns;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/** The column names of one database, read on a connection of our own as committed by now. */
final class ColumnCatalog implements Supplier<Columns>, AutoCloseable {

    private static final String SQL = """
            select a.attname, bool_or(a.atttypid = 'pg_catalog.super'::regtype)
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'v', 'm', 'p')
              and n.nspname not in ('pg_catalog', 'information_schema', 'rs_compat', 'pg_toast')
            group by 1
            """;

    private static final String FUNCTIONS = """
            select distinct p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname not in ('pg_catalog', 'information_schema', 'rs_compat')
            """;

    private final PostgresServer server;
    private final String database;
    private Connection connection;

    ColumnCatalog(PostgresServer server, String database) throws SQLException {
        this.server = server;
        this.database = database;
        this.connection = server.connect(database);
    }

    @Override
    public synchronized Columns get() {
        try {
            return read();
        } catch (SQLException e) {
            throw new IllegalStateException("columns of database " + database + " cannot be read", e);
        }
    }

    private Columns read() throws SQLException {
        Set<String> all = new HashSet<>();
        Set<String> ofTypeSuper = new HashSet<>();
        try (Statement statement = connection().createStatement();
                ResultSet rows = statement.executeQuery(SQL)) {
            while (rows.next()) {
                all.add(rows.getString(1));
                if (rows.getBoolean(2)) {
                    ofTypeSuper.add(rows.getString(1));
                }
            }
        }
        Set<String> functions = new HashSet<>();
        try (Statement statement = connection().createStatement();
                ResultSet rows = statement.executeQuery(FUNCTIONS)) {
            while (rows.next()) {
                functions.add(rows.getString(1));
            }
        }
        return new Columns(all, ofTypeSuper, functions);
    }

    private Connection connection() throws SQLException {
        if (connection.isClosed()) {
            connection = server.connect(database);
        }
        return connection;
    }

    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }
}
