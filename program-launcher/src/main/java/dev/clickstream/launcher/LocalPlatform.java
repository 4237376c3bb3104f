package dev.clickstream.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The real servers the programs talk to, started by the {@code local-platform} module in a child JVM. */
public final class LocalPlatform implements AutoCloseable {
    private static final Program PROGRAM = new Program("local-platform", "dev.clickstream.local.Main", "512m");
    // Generous: the same start took 4 s and 12 s within minutes on a busy machine, and a first one makes the databases.
    private static final Duration READY = Duration.ofSeconds(180);

    private final ChildProgram child;
    private final Map<String, String> endpoints;

    private LocalPlatform(ChildProgram child, Map<String, String> endpoints) {
        this.child = child;
        this.endpoints = Map.copyOf(endpoints);
    }

    /**
     * Starts the services and waits until they serve, topics, bucket and tables made.
     *
     * @param stateDirectory where they keep their data; a later start on it finds everything again
     */
    public static LocalPlatform start(Set<Service> services, Path stateDirectory) {
        if (services.isEmpty()) {
            throw new IllegalArgumentException("a local platform needs at least one service, found none");
        }
        Path state = stateDirectory.toAbsolutePath();
        Path endpointsFile = state.resolve("endpoints.env");
        String words = services.stream().sorted().map(Service::word).collect(Collectors.joining(","));
        List<String> arguments =
                List.of("--services", words, "--state", state.toString(), "--endpoints", endpointsFile.toString());
        ChildProgram child = ChildProgram.start(PROGRAM, Map.of(), arguments, state.resolve("local-platform.log"));
        try {
            child.awaitReady(READY);
            return new LocalPlatform(child, read(endpointsFile));
        } catch (RuntimeException e) {
            child.close();
            throw e;
        }
    }

    private static Map<String, String> read(Path endpointsFile) {
        Map<String, String> endpoints = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(endpointsFile)) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    endpoints.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the endpoints at " + endpointsFile, e);
        }
        return endpoints;
    }

    /** Where the started services are: {@code KAFKA_BOOTSTRAP}, {@code S3_ENDPOINT}, … */
    public Map<String, String> endpoints() {
        return endpoints;
    }

    /** One endpoint, which must be there. */
    public String endpoint(String key) {
        String value = endpoints.get(key);
        if (value == null) {
            throw new LaunchException(
                    "the local platform has no endpoint %s; it has %s".formatted(key, endpoints.keySet()));
        }
        return value;
    }

    /** What the AWS SDK of a program reads from its environment: region, credentials, and the endpoints that are there. */
    public Map<String, String> awsEnvironment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String key : List.of("AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")) {
            environment.put(key, endpoint(key));
        }
        String s3 = endpoints.get("S3_ENDPOINT");
        if (s3 != null) {
            environment.put("AWS_ENDPOINT_URL_S3", s3);
        }
        String dynamoDb = endpoints.get("DYNAMODB_ENDPOINT");
        if (dynamoDb != null) {
            environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb);
        }
        return environment;
    }

    public boolean isAlive() {
        return child.isAlive();
    }

    public long pid() {
        return child.pid();
    }

    /** Kills the platform with -9: what it had acknowledged must be there after the next start. */
    public void kill() {
        child.kill();
    }

    @Override
    public void close() {
        child.close();
    }
}
