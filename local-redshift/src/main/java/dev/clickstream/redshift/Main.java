package dev.clickstream.redshift;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The stand-in as a process of its own: {@code --port 5439 --data-dir dir --s3-endpoint http://127.0.0.1:9000 ...}. */
public final class Main {

    static final String HELP = """
            Usage: ./clickstream redshift [options]

            A stand-in for Amazon Redshift on 127.0.0.1, until Ctrl-C: for Redshift's JDBC driver, redshift_connector, dbt and
            psql. What is loaded is kept in the data directory.

              --port PORT            (5439) 0 takes a free one
              --data-dir DIRECTORY   (local-redshift-data) one running stand-in for each
              --user NAME            (dev) the administrator
              --password PASSWORD    (Dev12345) of the administrator; set anew at each start
              --database NAME        (dev) made at the first start
              --s3-endpoint URL      (http://127.0.0.1:9000) where COPY reads and UNLOAD writes
              --s3-region REGION     (eu-central-1)
              --s3-access-key KEY    (local)
              --s3-secret-key KEY    (local-secret)

            It prints 'ready' with the JDBC URL once clients can connect. For TLS trust DIRECTORY/server.crt.
            What it proves and what not: docs/reference/local-redshift.md.
            Exit codes: 0 stopped, 1 it could not start, 2 wrong use.
            """;

    private static final Map<String, String> DEFAULTS = Map.of(
            "--port", "5439",
            "--data-dir", "local-redshift-data",
            "--user", "dev",
            "--password", "Dev12345",
            "--database", "dev",
            "--s3-endpoint", "http://127.0.0.1:9000",
            "--s3-region", "eu-central-1",
            "--s3-access-key", "local",
            "--s3-secret-key", "local-secret");

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (Arrays.asList(arguments).contains("--help")
                || Arrays.asList(arguments).contains("-h")) {
            System.out.print(HELP);
            return;
        }
        LocalRedshiftConfig config;
        try {
            config = config(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("redshift: " + e.getMessage());
            System.err.println("redshift: './clickstream redshift --help' tells more.");
            System.exit(2);
            return;
        }
        serve(config);
    }

    private static void serve(LocalRedshiftConfig config) throws InterruptedException {
        LocalRedshift redshift;
        try {
            redshift = LocalRedshift.start(config);
            redshift.certificate();
        } catch (RuntimeException e) {
            String cause = e.getCause() == null ? "" : ": " + e.getCause().getMessage();
            System.err.println("redshift: it could not start: " + e.getMessage() + cause);
            System.exit(1);
            return;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            redshift.close();
            stopped.countDown();
        }));
        System.out.println("ready " + redshift.jdbcUrl());
        stopped.await();
    }

    static LocalRedshiftConfig config(String[] arguments) {
        Map<String, String> options = new HashMap<>(DEFAULTS);
        for (int at = 0; at < arguments.length; at += 2) {
            if (!DEFAULTS.containsKey(arguments[at])) {
                throw new IllegalArgumentException("there is no option " + arguments[at] + "; known are "
                        + DEFAULTS.keySet().stream().sorted().toList());
            }
            if (at + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[at] + " needs a value");
            }
            options.put(arguments[at], arguments[at + 1]);
        }
        S3Access s3 = new S3Access(
                URI.create(value(options, "--s3-endpoint")),
                value(options, "--s3-region"),
                value(options, "--s3-access-key"),
                value(options, "--s3-secret-key"));
        return new LocalRedshiftConfig(
                Path.of(value(options, "--data-dir")),
                port(value(options, "--port")),
                value(options, "--user"),
                value(options, "--password"),
                value(options, "--database"),
                s3);
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--port must be a number 0..65535, was '" + text + "'", e);
        }
    }

    private static String value(Map<String, String> options, String name) {
        return options.getOrDefault(name, "");
    }
}
