package dev.clickstream.redshift;

import static dev.clickstream.redshift.Warehouse.execute;
import static dev.clickstream.redshift.Warehouse.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clickstream.redshift.wire.Certificate;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other clients than a plain JDBC connection: TLS, psql by the simple protocol, redshift_connector by the extended. */
class ClientsIT {

    private static final Path PYTHON = Path.of("../.clickstream/python/bin/python");

    private static String url;

    @BeforeAll
    static void createDatabase() throws SQLException {
        url = Warehouse.REDSHIFT.createDatabase("clients_it");
        try (Connection connection = Warehouse.connect(url)) {
            execute(connection, "create table t (a int)", "insert into t values (1), (2)");
        }
    }

    private static String withTls(String parameters) {
        return url.replace("ssl=false", "ssl=true&" + parameters);
    }

    @Test
    void speaksTlsWithACertificateThatAClientMayCheck() throws SQLException {
        String verifying = withTls("sslmode=verify-full&sslRootCert=" + Warehouse.REDSHIFT.certificate());
        try (Connection connection = Warehouse.connect(verifying.replace("127.0.0.1", "localhost"))) {
            assertThat(rows(connection, "select count(*) from t")).containsExactly("2");
        }
    }

    @Test
    void isNotTrustedByAClientThatKnowsAnotherCertificate(@TempDir Path directory) {
        Path other = new Certificate(directory).file();
        assertThatThrownBy(() -> DriverManager.getConnection(
                        withTls("sslmode=verify-ca&sslRootCert=" + other), Warehouse.USER, Warehouse.PASSWORD))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void refusesAUserWithoutAPasswordOrWithOneThatHasExpired() throws SQLException {
        try (Connection admin = Warehouse.connect(url)) {
            execute(
                    admin,
                    "create user clients_none password disable",
                    "create user clients_old password 'Expired123' valid until '2020-01-01'");
        }
        for (String user : List.of("clients_none", "clients_old", "nobody")) {
            assertThatThrownBy(() -> DriverManager.getConnection(url, user, "Expired123"))
                    .hasMessageContaining("password authentication failed for user \"" + user + "\"");
        }
    }

    @Test
    void tellsWhichDatabaseIsNotThere() {
        assertThatThrownBy(() -> Warehouse.connect(Warehouse.REDSHIFT.jdbcUrl("not_there")))
                .hasMessageContaining("database \"not_there\" does not exist");
    }

    @Test
    void servesPsql() throws IOException, InterruptedException {
        assumeTrue(onPath("psql"), "psql is not installed");
        String said = run(
                "psql",
                "-X",
                "-A",
                "-t",
                "-v",
                "ON_ERROR_STOP=1",
                "-c",
                "select count(*) from t",
                "-c",
                "begin; create table made (a int); insert into made values (1); truncate made; rollback",
                "-c",
                "select count(*) from made",
                "-c",
                "create table refused (a jsonb)");

        assertThat(said.lines().filter(line -> !line.isBlank()))
                .contains("2", "0")
                .anyMatch(line -> line.contains("type \"jsonb\" does not exist"));
    }

    @Test
    void servesRedshiftConnector() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PYTHON), "no .clickstream/python: './clickstream build' makes it");
        String program = """
                import redshift_connector
                c = redshift_connector.connect(host='127.0.0.1', port=%d, database='clients_it', user='dev',
                    password='Dev12345', ssl=False)
                k = c.cursor()
                k.execute('select a, %%s from t order by a', ('x',))
                print(k.fetchall())
                try:
                    k.execute('select string_agg(a) from t where a = %%s', (1,))
                except redshift_connector.ProgrammingError as e:
                    print(e.args[0]['C'], e.args[0]['M'])
                c.rollback()
                k.execute("create temp table made (a int, s super)")
                k.execute("insert into made (a, s) values (%%s, json_parse(%%s))", (1, '{"k":[1]}'))
                k.execute('select a, s.k[0]::int from made')
                print(k.fetchall())
                """.formatted(Warehouse.REDSHIFT.port());
        String said = run(PYTHON.toAbsolutePath().toString(), "-c", program);

        assertThat(said.lines())
                .containsExactly("([1, 'x'], [2, 'x'])", "42883 function string_agg(...) does not exist", "([1, 1],)");
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command))).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "PGHOST",
                        "127.0.0.1",
                        "PGPORT",
                        Integer.toString(Warehouse.REDSHIFT.port()),
                        "PGUSER",
                        Warehouse.USER,
                        "PGPASSWORD",
                        Warehouse.PASSWORD,
                        "PGDATABASE",
                        "clients_it",
                        "PGSSLMODE",
                        "require"));
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
