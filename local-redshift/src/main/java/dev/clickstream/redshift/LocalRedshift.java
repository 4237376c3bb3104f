package dev.clickstream.redshift;

import dev.clickstream.redshift.copy.CopyLoader;
import dev.clickstream.redshift.postgres.ColumnCatalogs;
import dev.clickstream.redshift.postgres.DatabaseLoadLog;
import dev.clickstream.redshift.postgres.Databases;
import dev.clickstream.redshift.postgres.GuardCatalog;
import dev.clickstream.redshift.postgres.LateBindingViews;
import dev.clickstream.redshift.postgres.PostgresServer;
import dev.clickstream.redshift.unload.Unloader;
import dev.clickstream.redshift.wire.Backend;
import dev.clickstream.redshift.wire.Certificate;
import dev.clickstream.redshift.wire.WireServer;
import java.nio.file.Path;

/**
 * A running stand-in for a Redshift cluster. It answers Redshift's own driver, dbt and psql on 127.0.0.1; what it keeps
 * is in its data directory and there again at the next start.
 */
public final class LocalRedshift implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final LocalRedshiftConfig config;
    private final PostgresServer postgres;
    private final Databases databases;
    private final ColumnCatalogs catalogs;
    private final CopyLoader loader;
    private final Unloader unloader;
    private final Certificate certificate;
    private final WireServer wire;

    private LocalRedshift(LocalRedshiftConfig config, PostgresServer postgres) {
        this.config = config;
        this.postgres = postgres;
        databases = new Databases(postgres);
        databases.equip();
        databases.ensureAdministrator(config.user(), config.password());
        databases.ensureDatabase(config.database(), config.user());
        catalogs = new ColumnCatalogs(postgres);
        loader = new CopyLoader(config.s3());
        unloader = new Unloader(config.s3());
        certificate = new Certificate(config.dataDirectory());
        LateBindingViews views = new LateBindingViews(postgres);
        GuardCatalog guards = new GuardCatalog(postgres);
        Backend backend = new Backend(
                postgres.port(),
                databases::md5Secret,
                catalogs::of,
                guards::of,
                database -> {
                    views.heal(database);
                    guards.refresh(database);
                },
                loader,
                unloader,
                new DatabaseLoadLog(postgres),
                certificate);
        wire = WireServer.listen(config.port(), backend);
    }

    /** Makes the cluster if there is none in the data directory, and returns once clients can connect. */
    public static LocalRedshift start(LocalRedshiftConfig config) {
        PostgresServer postgres = PostgresServer.start(config.dataDirectory());
        try {
            return new LocalRedshift(config, postgres);
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    /** On a new temporary directory and a free port, with its defaults: for tests. */
    public static LocalRedshift start() {
        return start(LocalRedshiftConfig.temporary());
    }

    public LocalRedshiftConfig config() {
        return config;
    }

    public String host() {
        return HOST;
    }

    public int port() {
        return wire.port();
    }

    /** For Redshift's driver, to the configured database. */
    public String jdbcUrl() {
        return jdbcUrl(config.database());
    }

    /** For Redshift's driver, to another database. */
    public String jdbcUrl(String database) {
        return "jdbc:redshift://%s:%d/%s?ssl=false".formatted(HOST, port(), database);
    }

    /** What a client may trust that connects with TLS, a PEM file: {@code ssl=true&sslRootCert=...} of Redshift's driver. */
    public Path certificate() {
        return certificate.file();
    }

    /** Makes an empty database with Redshift's catalog in it and returns its URL. */
    public String createDatabase(String name) {
        databases.create(Names.requireIdentifier("database", name), config.user());
        return jdbcUrl(name);
    }

    /** Ends all sessions and stops PostgreSQL; what was committed stays in the data directory. */
    @Override
    public void close() {
        wire.close();
        catalogs.close();
        loader.close();
        unloader.close();
        postgres.close();
    }
}
