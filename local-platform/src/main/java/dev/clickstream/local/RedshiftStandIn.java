package dev.clickstream.local;

import dev.clickstream.redshift.LocalRedshift;
import dev.clickstream.redshift.LocalRedshiftConfig;
import dev.clickstream.redshift.S3Access;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** The stand-in for Redshift, which loads from the S3 beside it. */
final class RedshiftStandIn implements RunningService {
    private static final String DATABASE = "clickstream";
    private static final String USER = "clickstream";
    private static final String PASSWORD = "Clickstream1";
    private static final String IAM_ROLE = "arn:aws:iam::000000000000:role/clickstream-loader";

    private final LocalRedshift redshift;

    private RedshiftStandIn(LocalRedshift redshift) {
        this.redshift = redshift;
    }

    static RedshiftStandIn start(Path directory, S3Store s3) {
        S3Access access = new S3Access(URI.create(s3.url()), AwsAccess.REGION.id(), AwsAccess.KEY_ID, AwsAccess.SECRET);
        return new RedshiftStandIn(LocalRedshift.start(
                new LocalRedshiftConfig(directory, Loopback.freePort(), USER, PASSWORD, DATABASE, access)));
    }

    @Override
    public String address() {
        return redshift.jdbcUrl();
    }

    @Override
    public Map<String, String> endpoints() {
        return Map.of(
                "REDSHIFT_JDBC_URL", redshift.jdbcUrl(),
                "REDSHIFT_HOST", redshift.host(),
                "REDSHIFT_PORT", Integer.toString(redshift.port()),
                "REDSHIFT_DATABASE", DATABASE,
                "REDSHIFT_USER", USER,
                "REDSHIFT_PASSWORD", PASSWORD,
                "REDSHIFT_IAM_ROLE", IAM_ROLE);
    }

    @Override
    public void close() {
        redshift.close();
    }
}
