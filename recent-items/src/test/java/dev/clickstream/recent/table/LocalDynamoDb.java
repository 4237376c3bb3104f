package dev.clickstream.recent.table;

import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The local platform's DynamoDB, started once for all tests of this JVM; it ends with it. */
public final class LocalDynamoDb {
    public static final String TABLE = "recent-items";

    private static final LocalPlatform PLATFORM = start();
    private static final DynamoDbClient CLIENT = DynamoDbClient.builder()
            .endpointOverride(URI.create(PLATFORM.endpoint("DYNAMODB_ENDPOINT")))
            .region(Region.of(PLATFORM.endpoint("AWS_REGION")))
            .credentialsProvider(credentials())
            .build();
    private static final DynamoDbAsyncClient ASYNC_CLIENT = DynamoDbAsyncClient.builder()
            .endpointOverride(URI.create(PLATFORM.endpoint("DYNAMODB_ENDPOINT")))
            .region(Region.of(PLATFORM.endpoint("AWS_REGION")))
            .credentialsProvider(credentials())
            .build();

    private LocalDynamoDb() {}

    private static LocalPlatform start() {
        try {
            return LocalPlatform.start(Set.of(Service.DYNAMODB), Files.createTempDirectory("dynamodb"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                PLATFORM.endpoint("AWS_ACCESS_KEY_ID"), PLATFORM.endpoint("AWS_SECRET_ACCESS_KEY")));
    }

    public static DynamoDbClient client() {
        return CLIENT;
    }

    public static DynamoDbAsyncClient asyncClient() {
        return ASYNC_CLIENT;
    }

    /** What an SDK in another process finds it by. */
    public static Map<String, String> environment() {
        return PLATFORM.awsEnvironment();
    }
}
