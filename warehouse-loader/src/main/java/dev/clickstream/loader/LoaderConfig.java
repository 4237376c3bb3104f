package dev.clickstream.loader;

import static java.util.Objects.requireNonNullElse;
import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import dev.clickstream.loader.warehouse.WarehouseLogin;
import dev.clickstream.settings.KafkaConnection;
import dev.clickstream.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** The loader's settings, read once from the environment. */
record LoaderConfig(
        KafkaConnection kafka,
        String bucket,
        String jdbcUrl,
        Login login,
        String iamRole,
        Duration cycle,
        long rollRows,
        long rollBytes,
        int warehouseSlices,
        int fetchBytes,
        int stagingThreads,
        Path workDirectory) {

    /** As whom to sign in to the warehouse. */
    sealed interface Login {
        record WithPassword(WarehouseLogin.Credentials credentials) implements Login {}

        /** @param name of the workgroup */
        record OfWorkgroup(String name) implements Login {}
    }

    private static final String PREFIX = "LOADER_";

    static final Settings SETTINGS = new Settings(
            "loader",
            PREFIX,
            KafkaConnection.define(new ConfigDef(), PREFIX)
                    .define(
                            "LOADER_BUCKET",
                            STRING,
                            NO_DEFAULT_VALUE,
                            new NonEmptyString(),
                            HIGH,
                            "Bucket that receives plans, files and manifests.")
                    .define(
                            "LOADER_REDSHIFT_JDBC_URL",
                            STRING,
                            NO_DEFAULT_VALUE,
                            LoaderConfig::requireJdbcUrl,
                            HIGH,
                            "jdbc:redshift://host:port/database.")
                    .define(
                            "LOADER_REDSHIFT_USER",
                            STRING,
                            null,
                            HIGH,
                            "User that owns the schemas landing and ops. This and its password, or the workgroup, is required.")
                    .define("LOADER_REDSHIFT_PASSWORD", PASSWORD, null, HIGH, "That user's password.")
                    .define(
                            "LOADER_REDSHIFT_WORKGROUP",
                            STRING,
                            null,
                            HIGH,
                            "Redshift Serverless workgroup that gives the role of this program temporary credentials, instead of a password.")
                    .define(
                            "LOADER_IAM_ROLE",
                            STRING,
                            NO_DEFAULT_VALUE,
                            new NonEmptyString(),
                            HIGH,
                            "Role with which Redshift reads the bucket.")
                    .define(
                            "LOADER_CYCLE_SECONDS",
                            INT,
                            60,
                            between(1, 86_400),
                            MEDIUM,
                            "Load what is waiting this often.")
                    .define(
                            "LOADER_ROLL_ROWS",
                            LONG,
                            1_000_000L,
                            between(1, 100_000_000),
                            MEDIUM,
                            "Load at once when so many records are waiting; also the most that one load takes.")
                    .define(
                            "LOADER_ROLL_BYTES",
                            LONG,
                            128L << 20,
                            between(1 << 10, 1L << 30),
                            MEDIUM,
                            "Size of a file, about: a load is divided into files by the size of earlier rows.")
                    .define(
                            "LOADER_WAREHOUSE_SLICES",
                            INT,
                            1,
                            between(1, 1_024),
                            MEDIUM,
                            "Slices of a provisioned cluster: a load of more than one file gets a multiple of so many. 1 for Redshift Serverless.")
                    .define(
                            "LOADER_FETCH_BYTES",
                            INT,
                            16 << 20,
                            between(32 << 10, 256 << 20),
                            MEDIUM,
                            "Most that is held of what Kafka sent, compressed. Beside it an open file holds 32 MiB; all else is on the disk of the work directory. Not less than a batch of the producers.")
                    .define(
                            "LOADER_STAGING_THREADS",
                            INT,
                            2,
                            between(1, 64),
                            MEDIUM,
                            "Files that are made at once, each in a thread with LOADER_FETCH_BYTES and an open file of its own. A load of LOADER_ROLL_ROWS is divided into twice as many at least.")
                    .define(
                            "LOADER_WORK_DIR",
                            STRING,
                            null,
                            MEDIUM,
                            "Directory for files being written; the system's own for such if not given."));

    /** @throws ConfigException if a setting is missing, wrong or unknown; the message names all of them */
    static LoaderConfig from(Map<String, String> environment) {
        return SETTINGS.read(environment, LoaderConfig::from);
    }

    private static LoaderConfig from(AbstractConfig settings) {
        return new LoaderConfig(
                KafkaConnection.of(settings, PREFIX),
                settings.getString("LOADER_BUCKET"),
                settings.getString("LOADER_REDSHIFT_JDBC_URL"),
                login(settings),
                settings.getString("LOADER_IAM_ROLE"),
                Duration.ofSeconds(settings.getInt("LOADER_CYCLE_SECONDS")),
                settings.getLong("LOADER_ROLL_ROWS"),
                settings.getLong("LOADER_ROLL_BYTES"),
                settings.getInt("LOADER_WAREHOUSE_SLICES"),
                settings.getInt("LOADER_FETCH_BYTES"),
                settings.getInt("LOADER_STAGING_THREADS"),
                Path.of(requireNonNullElse(
                        settings.getString("LOADER_WORK_DIR"), System.getProperty("java.io.tmpdir"))));
    }

    /** The database named in the JDBC URL. */
    String database() {
        String path = jdbcUrl.replaceFirst("[?;].*", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Login login(AbstractConfig settings) {
        String user = settings.getString("LOADER_REDSHIFT_USER");
        Password password = settings.getPassword("LOADER_REDSHIFT_PASSWORD");
        String workgroup = settings.getString("LOADER_REDSHIFT_WORKGROUP");
        if (workgroup != null && user == null && password == null) {
            return new Login.OfWorkgroup(workgroup);
        }
        if (workgroup == null && user != null && password != null) {
            return new Login.WithPassword(new WarehouseLogin.Credentials(user, password.value()));
        }
        throw new ConfigException(
                "either LOADER_REDSHIFT_USER and LOADER_REDSHIFT_PASSWORD, or LOADER_REDSHIFT_WORKGROUP alone, must be set; set %s"
                        .formatted(named(user != null, password != null, workgroup != null)));
    }

    private static String named(boolean user, boolean password, boolean workgroup) {
        List<String> set = new ArrayList<>();
        if (user) {
            set.add("LOADER_REDSHIFT_USER");
        }
        if (password) {
            set.add("LOADER_REDSHIFT_PASSWORD");
        }
        if (workgroup) {
            set.add("LOADER_REDSHIFT_WORKGROUP");
        }
        return set.isEmpty()
                ? "is none of them"
                : set.size() == 1 ? "is only " + set.get(0) : "are " + String.join(", ", set);
    }

    private static void requireJdbcUrl(String name, Object value) {
        if (value != null && !value.toString().matches("jdbc:redshift://[^/:]+(:\\d+)?/[^/?;]+.*")) {
            throw new ConfigException(name, value, "must be jdbc:redshift://host:port/database");
        }
    }
}
