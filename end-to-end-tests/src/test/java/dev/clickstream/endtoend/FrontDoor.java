package dev.clickstream.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** {@code ./clickstream}, run as a user runs it, with a folder of its own for what the platform keeps. */
final class FrontDoor {
    private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();

    /** Which of the people that sent one message id was first is not in what was sent, but in the log. */
    private static final String COPIES = """
            select message_id, user_id, anonymous_id, received_at, sys_process_topic, sys_process_partition, sys_process_offset
            from landing.events
            where message_id in (
                select message_id from landing.events group by message_id
                having count(distinct nvl(user_id, '') || ' ' || nvl(anonymous_id, '')) > 1)""";

    private final Path folder;

    FrontDoor(Path folder) {
        this.folder = folder;
    }

    /** What a command printed, and how it ended. */
    record Outcome(int code, String output, String errors) {
        Outcome mustSucceed() {
            if (code != 0) {
                throw new AssertionError("exit code %d%n%s%n%s".formatted(code, output, errors));
            }
            return this;
        }
    }

    Outcome run(String... arguments) {
        return run(Map.of(), arguments);
    }

    /** @param environment of the command, and of what it starts */
    Outcome run(Map<String, String> environment, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(HOUSE.resolve("clickstream").toString()));
        command.addAll(List.of(arguments));
        return execute(command, Path.of(""), environment);
    }

    /** Runs a tool of dbt's Python environment in the dbt project, against this platform's warehouse. */
    Outcome dbtTool(String tool, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(HOUSE.resolve(".clickstream/python/bin").resolve(tool).toString()));
        command.addAll(List.of(arguments));
        Map<String, String> environment = new HashMap<>();
        environment.put("DBT_TARGET_PATH", dbtTarget().toString());
        environment.put("DBT_LOG_PATH", folder.resolve("dbt-logs").toString());
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        if (Files.exists(folder.resolve("endpoints.properties"))) {
            endpoints().forEach((name, value) -> {
                if (name.startsWith("REDSHIFT_")) {
                    environment.put(name, value);
                }
            });
        }
        return execute(command, HOUSE.resolve("dbt-project"), environment);
    }

    /** Where dbt writes what it compiled. */
    Path dbtTarget() {
        return folder.resolve("dbt-target");
    }

    /** Compares the table with what a program that shares nothing with the platform makes of what was sent. */
    Outcome compareWithReference(Path ledger) {
        Path dump = folder.resolve("recent-items.jsonl");
        try {
            Files.writeString(
                    dump, run("recent", "--all", "--json").mustSucceed().output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return execute(List.of("python3", "reference/recent_items.py", ledger.toString(), dump.toString()));
    }

    /** Compares gold with what a program that shares nothing with the platform makes of what was sent. */
    Outcome compareGoldWithReference(Path ledger) {
        Path rates = folder.resolve("rates.jsonl");
        try {
            Files.writeString(
                    rates, run("rules", "list", "--json").mustSucceed().output());
            for (String table :
                    List.of("gold.daily_sales", "gold.weekly_bookings", "gold.daily_engagement", "silver.sessions")) {
                Files.writeString(
                        folder.resolve(table.substring(table.indexOf('.') + 1) + ".jsonl"),
                        run("sql", "--json", "select * from " + table)
                                .mustSucceed()
                                .output());
            }
            Files.writeString(
                    folder.resolve("copies.jsonl"),
                    run("sql", "--json", COPIES).mustSucceed().output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return execute(
                List.of("python3", "reference/gold_tables.py", ledger.toString(), rates.toString(), folder.toString()));
    }

    Map<String, String> endpoints() {
        Properties endpoints = new Properties();
        try (InputStream in = Files.newInputStream(folder.resolve("endpoints.properties"))) {
            endpoints.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> byName = new HashMap<>();
        endpoints.stringPropertyNames().forEach(name -> byName.put(name, endpoints.getProperty(name)));
        return byName;
    }

    private Outcome execute(List<String> command) {
        return execute(command, Path.of(""), Map.of());
    }

    private Outcome execute(List<String> command, Path directory, Map<String, String> environment) {
        try {
            Path output = Files.createTempFile(folder, "output", ".txt");
            Path errors = Files.createTempFile(folder, "errors", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toAbsolutePath().toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().put("CLICKSTREAM_FOLDER", folder.toString());
            // What is tested is what the build around this test made.
            builder.environment().put("CLICKSTREAM_NO_BUILD", "1");
            builder.environment().putAll(environment);
            int code = builder.start().waitFor();
            return new Outcome(
                    code,
                    Files.readString(output, StandardCharsets.UTF_8),
                    Files.readString(errors, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
