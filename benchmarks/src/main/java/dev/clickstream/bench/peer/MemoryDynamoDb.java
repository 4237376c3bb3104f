package dev.clickstream.bench.peer;

import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.House;
import dev.clickstream.launcher.Launch;
import dev.clickstream.launcher.Supervised;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** DynamoDB Local with its tables in memory: the one of the local platform keeps them in a file, which is many times slower. */
public final class MemoryDynamoDb implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final String ACCESS_KEY = "bench";

    private final ChildProgram program;
    private final URI endpoint;
    private final DynamoDbClient client;

    private MemoryDynamoDb(ChildProgram program, URI endpoint) {
        this.program = program;
        this.endpoint = endpoint;
        this.client = DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, ACCESS_KEY)))
                .build();
    }

    public static MemoryDynamoDb start(House house, Path folder) throws IOException, InterruptedException {
        int port = freePort();
        Path room = house.root().resolve("local-platform/target");
        String classPath = String.join(
                File.pathSeparator,
                Supervised.classPath().toString(),
                room.resolve("local-platform-1.0.0-SNAPSHOT.jar").toString(),
                Files.readString(room.resolve("dynamodb-local/classpath.txt")).strip());
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                classPath,
                Supervised.class.getName(),
                "dev.clickstream.local.LoopbackDynamoDb",
                "-sharedDb",
                "-inMemory",
                "-disableTelemetry",
                "-port",
                Integer.toString(port));
        ChildProgram program =
                ChildProgram.start(new Launch("dynamodb", command, Map.of(), folder, folder.resolve("dynamodb.log")));
        MemoryDynamoDb started = new MemoryDynamoDb(program, URI.create("http://127.0.0.1:" + port));
        started.awaitAnswer();
        return started;
    }

    private void awaitAnswer() throws InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                client.listTables();
                return;
            } catch (SdkClientException notYet) {
                if (!program.isAlive() || System.nanoTime() > deadline) {
                    program.close();
                    throw new IllegalStateException("DynamoDB Local does not answer; " + program.lastWords(), notYet);
                }
                Thread.sleep(200);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A table of recent items by that name. */
    public void createTable(String name) {
        client.createTable(table -> table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key("profile_id", KeyType.HASH), key("category", KeyType.RANGE))
                .attributeDefinitions(text("profile_id"), text("category")));
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    public DynamoDbClient client() {
        return client;
    }

    /** What a program's AWS SDK reads from its environment. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_REGION", Region.US_EAST_1.id(),
                "AWS_DEFAULT_REGION", Region.US_EAST_1.id(),
                "AWS_ACCESS_KEY_ID", ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY", ACCESS_KEY,
                "AWS_ENDPOINT_URL_DYNAMODB", endpoint.toString());
    }

    @Override
    public void close() {
        client.close();
        program.close();
    }
}
