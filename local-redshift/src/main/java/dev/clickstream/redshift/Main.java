package dev.clickstream.redshift;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The stand-in as a process of its own: {@code --port 5439 --data dir --s3-endpoint http://127.0.0.1:9000 ...}. */
public final class Main {

    private static final Map<String, String> DEFAULTS = Map.of(
            "--port", "5439",
            "--data", "local-redshift-data",
            "--user", "dev",
            "--password", "Dev12345",
            "--database", "dev",
            "--s3-endpoint", "http://127.0.0.1:9000",
            "--s3-region", "eu-central-1",
            "--s3-access-key", "local",
            "--s3-secret-key", "local-secret");

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        LocalRedshift redshift = LocalRedshift.start(config(arguments));
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
            if (!DEFAULTS.containsKey(arguments[at]) || at + 1 == arguments.length) {
                throw new IllegalArgumentException("unknown option or no value: " + arguments[at] + ", known are "
                        + DEFAULTS.keySet().stream().sorted().toList());
            }
            options.put(arguments[at], arguments[at + 1]);
        }
        S3Access s3 = new S3Access(
                URI.create(value(options, "--s3-endpoint")),
                value(options, "--s3-region"),
                value(options, "--s3-access-key"),
                value(options, "--s3-secret-key"));
        return new LocalRedshiftConfig(
                Path.of(value(options, "--data")),
                Integer.parseInt(value(options, "--port")),
                value(options, "--user"),
                value(options, "--password"),
                value(options, "--database"),
                s3);
    }

    private static String value(Map<String, String> options, String name) {
        return options.getOrDefault(name, "");
    }
}
