package dev.clickstream.loader.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import dev.clickstream.loader.bucket.S3StageBucket;
import dev.clickstream.loader.bucket.StageBucket;
import dev.clickstream.loader.bucket.TestS3;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract with Redshift's own driver on the local stand-in. */
class RedshiftWarehouseIT extends WarehouseContract {
    @TempDir
    static Path state;

    private static LocalPlatform platform;
    private static StageBucket lake;

    private final StageBucket bucket = new Subfolder(lake, UUID.randomUUID() + "/");
    private final Warehouse warehouse = connect(platform.endpoint("REDSHIFT_PASSWORD"));
    private final Warehouse other = connect(platform.endpoint("REDSHIFT_PASSWORD"));

    @BeforeAll
    static void start() {
        platform = LocalPlatform.start(Set.of(Service.S3, Service.REDSHIFT), state);
        lake = new S3StageBucket(
                TestS3.client(
                        URI.create(platform.endpoint("S3_ENDPOINT")),
                        platform.endpoint("AWS_ACCESS_KEY_ID"),
                        platform.endpoint("AWS_SECRET_ACCESS_KEY")),
                platform.endpoint("S3_BUCKET"));
    }

    @AfterAll
    static void stop() {
        lake.close();
        platform.close();
    }

    @Override
    protected void empty() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        platform.endpoint("REDSHIFT_JDBC_URL"),
                        platform.endpoint("REDSHIFT_USER"),
                        platform.endpoint("REDSHIFT_PASSWORD"));
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists ops cascade");
            statement.execute("drop schema if exists landing cascade");
        }
    }

    @AfterEach
    void disconnect() {
        warehouse.close();
        other.close();
    }

    @Test
    void aWrongPasswordIsSaidWithoutTheRightOne() {
        assertThatThrownBy(() -> connect("wrong").progress())
                .isInstanceOf(RefusedLoginException.class)
                .hasMessageContaining("Redshift refuses the login")
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain(platform.endpoint("REDSHIFT_PASSWORD"));
    }

    @Test
    void aConnectionThatWasLostIsMadeAnew() {
        warehouse.close();

        assertThat(warehouse.progress().lastSeq()).isZero();
    }

    private static Warehouse connect(String password) {
        return new RedshiftWarehouse(new RedshiftConfig(
                platform.endpoint("REDSHIFT_JDBC_URL"),
                () -> new WarehouseLogin.Credentials(platform.endpoint("REDSHIFT_USER"), password),
                platform.endpoint("REDSHIFT_IAM_ROLE"),
                "contract"));
    }

    @Override
    protected Warehouse warehouse() {
        return warehouse;
    }

    @Override
    protected Warehouse other() {
        return other;
    }

    @Override
    protected StageBucket bucket() {
        return bucket;
    }
}
