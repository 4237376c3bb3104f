package dev.clickstream.rules.store;

import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The contract on the local platform's DynamoDB. */
class DynamoDbRuleStoreIT extends RuleStoreContract {
    private static LocalPlatform platform;
    private static DynamoDbClient dynamoDb;

    @BeforeAll
    static void start(@TempDir Path state) {
        platform = LocalPlatform.start(Set.of(Service.DYNAMODB), state);
        Map<String, String> endpoints = platform.endpoints();
        dynamoDb = DynamoDbClient.builder()
                .endpointOverride(URI.create(endpoints.get("DYNAMODB_ENDPOINT")))
                .region(Region.of(endpoints.get("AWS_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        endpoints.get("AWS_ACCESS_KEY_ID"), endpoints.get("AWS_SECRET_ACCESS_KEY"))))
                .build();
    }

    @AfterAll
    static void stop() {
        dynamoDb.close();
        platform.close();
    }

    @Override
    RuleStore store() {
        return new DynamoDbRuleStore(dynamoDb, "rules");
    }
}
