package dev.clickstream.redshift.junit;

import dev.clickstream.redshift.LocalRedshift;
import dev.clickstream.redshift.LocalRedshiftConfig;
import dev.clickstream.redshift.S3Access;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One server for a run, started when it is first asked for; one database for each class; one connection for each test. */
public final class LocalRedshiftExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(LocalRedshiftExtension.class);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == LocalRedshift.class || type == Connection.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        LocalRedshift redshift = server(context);
        return parameter.getParameter().getType() == Connection.class ? connection(redshift, context) : redshift;
    }

    private static LocalRedshift server(ExtensionContext context) {
        String endpoint = context.getTestClass()
                .map(type -> type.getAnnotation(WithLocalRedshift.class))
                .map(WithLocalRedshift::s3Endpoint)
                .orElse("");
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        "server of " + endpoint, key -> LocalRedshift.start(config(endpoint)), LocalRedshift.class);
    }

    private static LocalRedshiftConfig config(String endpoint) {
        LocalRedshiftConfig defaults = LocalRedshiftConfig.temporary();
        if (endpoint.isEmpty()) {
            return defaults;
        }
        S3Access s3 = defaults.s3();
        return defaults.withS3(new S3Access(URI.create(endpoint), s3.region(), s3.accessKey(), s3.secretKey()));
    }

    private static Connection connection(LocalRedshift redshift, ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        String url = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(type, key -> redshift.createDatabase(databaseOf(type)), String.class);
        try {
            Connection connection = DriverManager.getConnection(
                    url, redshift.config().user(), redshift.config().password());
            context.getStore(NAMESPACE).put(connection, new Closed(connection));
            return connection;
        } catch (SQLException e) {
            throw new ParameterResolutionException("no connection to " + url + ": " + e.getMessage(), e);
        }
    }

    private static String databaseOf(Class<?> type) {
        String name = type.getSimpleName().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]", "_");
        return "t" + DATABASES.incrementAndGet() + "_" + name.substring(0, Math.min(40, name.length()));
    }

    private record Closed(Connection connection) implements AutoCloseable {

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
