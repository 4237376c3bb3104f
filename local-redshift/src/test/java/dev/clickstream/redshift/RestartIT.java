package dev.clickstream.redshift;

import static dev.clickstream.redshift.Warehouse.execute;
import static dev.clickstream.redshift.Warehouse.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartIT {

    @TempDir
    private Path directory;

    @Test
    void keepsWhatWasCommittedOverAStopAndAStart() throws SQLException {
        try (LocalRedshift first = LocalRedshift.start(Warehouse.config(directory));
                Connection connection = Warehouse.connect(first.jdbcUrl())) {
            execute(connection, "create table kept (props super)", "insert into kept values (json_parse('{\"a\":1}'))");
        }
        try (LocalRedshift second = LocalRedshift.start(Warehouse.config(directory));
                Connection connection = Warehouse.connect(second.jdbcUrl())) {
            assertThat(rows(connection, "select props.a::int from kept")).containsExactly("1");
        }
    }

    @Test
    void leavesNoPostgresBehindWhenItsJvmIsKilledAndStartsAgain() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.clickstream.redshift.Main",
                        "--port",
                        "0",
                        "--data-dir",
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String url = readyUrl(process);
        try (Connection connection = Warehouse.connect(url)) {
            execute(connection, "create table kept (a int)", "insert into kept values (1)");
        }
        long postgres = postmaster();

        process.destroyForcibly().waitFor();

        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (ProcessHandle.of(postgres).isPresent() && Instant.now().isBefore(deadline)) {
            Thread.sleep(50);
        }
        assertThat(ProcessHandle.of(postgres)).isEmpty();
        try (LocalRedshift again = LocalRedshift.start(Warehouse.config(directory));
                Connection connection = Warehouse.connect(again.jdbcUrl())) {
            assertThat(rows(connection, "select count(*) from kept")).containsExactly("1");
        }
    }

    @Test
    void startsOverTheRemainsOfAKilledPostgres() throws Exception {
        try (LocalRedshift first = LocalRedshift.start(Warehouse.config(directory));
                Connection connection = Warehouse.connect(first.jdbcUrl())) {
            execute(connection, "create table kept (a int)", "insert into kept values (1)");
            ProcessHandle.of(postmaster()).orElseThrow().destroyForcibly();
        }
        Files.writeString(
                directory.resolve("cluster/postmaster.pid"),
                ProcessHandle.current().pid() + "\n/elsewhere\n");

        try (LocalRedshift again = LocalRedshift.start(Warehouse.config(directory));
                Connection connection = Warehouse.connect(again.jdbcUrl())) {
            assertThat(rows(connection, "select count(*) from kept")).containsExactly("1");
        }
    }

    @Test
    void refusesADirectoryThatIsInUse() {
        try (LocalRedshift first = LocalRedshift.start(Warehouse.config(directory))) {
            assertThatThrownBy(() -> LocalRedshift.start(Warehouse.config(directory)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in use by another local Redshift");
            assertThat(first.port()).isPositive();
        }
    }

    private long postmaster() throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve("cluster/postmaster.pid"));
        return Long.parseLong(lines.getFirst().strip());
    }

    private static String readyUrl(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        assertThat(line).startsWith("ready ");
        return line.substring("ready ".length());
    }
}
