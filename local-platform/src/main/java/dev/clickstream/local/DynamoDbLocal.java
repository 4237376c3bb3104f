package dev.clickstream.local;

import dev.clickstream.launcher.House;
import dev.clickstream.launcher.LaunchException;
import dev.clickstream.launcher.Supervised;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Amazon's DynamoDB Local in a JVM of its own, from jars that the user's build fetched: its licence forbids more (see
 * README.md). It keeps its data in a file: with 8 or more writers that takes 250 to 600 writes a second, enough to try the
 * platform with, and spares a refill at each start.
 */
final class DynamoDbLocal implements RunningService {
    private final ServerProcess process;
    private final int port;

    private DynamoDbLocal(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    static DynamoDbLocal start(Path directory) throws IOException, InterruptedException {
        int port = Loopback.freePort();
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                String.join(
                        File.pathSeparator,
                        Supervised.classPath().toString(),
                        Supervised.classPath(LoopbackDynamoDb.class).toString(),
                        classPath()),
                Supervised.class.getName(),
                LoopbackDynamoDb.class.getName(),
                "-sharedDb",
                "-disableTelemetry",
                "-dbPath",
                directory.toString(),
                "-port",
                Integer.toString(port));
        ServerProcess process = ServerProcess.start(
                "DynamoDB Local",
                command,
                directory,
                () -> Loopback.answers(port, "GET / HTTP/1.1\r\nHost: local\r\nConnection: close\r\n\r\n", "HTTP/1.1"));
        DynamoDbLocal started = new DynamoDbLocal(process, port);
        try {
            RecentItemsTable.create(started.url());
            RulesTable.create(started.url());
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private static String classPath() throws IOException {
        Path file = House.find().root().resolve("local-platform/target/dynamodb-local/classpath.txt");
        if (!Files.isRegularFile(file)) {
            throw new LaunchException(
                    "DynamoDB Local was not fetched: %s is missing; run ./clickstream build".formatted(file));
        }
        return Files.readString(file).strip();
    }

    private String url() {
        return "http://" + Loopback.ADDRESS + ":" + port;
    }

    @Override
    public String address() {
        return url();
    }

    @Override
    public Map<String, String> endpoints() {
        return Map.of("DYNAMODB_ENDPOINT", url());
    }

    @Override
    public void close() {
        process.close();
    }
}
