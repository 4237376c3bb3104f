package dev.clickstream.redshift;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * @param dataDirectory holds the cluster and is kept between starts; one running stand-in per directory
 * @param port the port on 127.0.0.1 clients connect to, 0 for any free one
 * @param user the administrator, as the admin user of a Redshift cluster
 * @param password of {@code user}
 * @param database made at the first start
 * @param s3 where {@code COPY} reads
 */
public record LocalRedshiftConfig(
        Path dataDirectory, int port, String user, String password, String database, S3Access s3) {

    public LocalRedshiftConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0..65535, was " + port);
        }
        Names.requireIdentifier("user", user);
        Names.requireIdentifier("database", database);
        if (password.isEmpty()) {
            throw new IllegalArgumentException("password must not be empty");
        }
    }

    /** A new directory under the system's temporary ones, a free port, administrator dev / Dev12345, database dev. */
    public static LocalRedshiftConfig temporary() {
        try {
            S3Access s3 = new S3Access(URI.create("http://127.0.0.1:9000"), "eu-central-1", "local", "local-secret");
            return new LocalRedshiftConfig(
                    Files.createTempDirectory("local-redshift"), 0, "dev", "Dev12345", "dev", s3);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory can be made for the local Redshift", e);
        }
    }

    public LocalRedshiftConfig withS3(S3Access other) {
        return new LocalRedshiftConfig(dataDirectory, port, user, password, database, other);
    }
}
