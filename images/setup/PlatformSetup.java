package dev.clickstream.cli.platform;

import dev.clickstream.event.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * What the servers of a platform in containers need before the programs start: the topics, the tables, the default rules. What is
 * there already stays as it is. It lies in the command line's package for the sake of its {@link DefaultRules}.
 *
 * <p>Settings: {@code SETUP_KAFKA_BOOTSTRAP}, {@code SETUP_REDIS_URL}, {@code SETUP_RECENT_ITEMS_TABLE}, {@code SETUP_RULES_TABLE},
 * and the AWS SDK's own.
 */
public final class PlatformSetup {
    private static final short ONE_REPLICA = 1;
    private static final int WRONG_SETTINGS = 2;

    private PlatformSetup() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = new HashMap<>(System.getenv());
        List<String> missing = List.of(
                        "SETUP_KAFKA_BOOTSTRAP", "SETUP_REDIS_URL", "SETUP_RECENT_ITEMS_TABLE", "SETUP_RULES_TABLE")
                .stream()
                .filter(name -> settings.getOrDefault(name, "").isBlank())
                .toList();
        if (!missing.isEmpty()) {
            System.err.println("missing settings: " + String.join(", ", missing));
            System.exit(WRONG_SETTINGS);
        }
        String kafka = settings.get("SETUP_KAFKA_BOOTSTRAP");
        System.out.println("topics made: " + createTopics(kafka));
        System.out.println("table made: " + createTable(settings.get("SETUP_RECENT_ITEMS_TABLE")));
        Endpoints endpoints = new Endpoints(
                Map.of("KAFKA_BOOTSTRAP", kafka, "REDIS_URL", settings.get("SETUP_REDIS_URL")));
        System.out.println("rules published: " + DefaultRules.publish(endpoints));
    }

    private static int createTopics(String bootstrap) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            Set<String> present = admin.listTopics().names().get();
            List<NewTopic> absent = Topics.all().stream()
                    .filter(topic -> !present.contains(topic.name()))
                    .map(topic -> new NewTopic(topic.name(), topic.partitions(), ONE_REPLICA)
                            .configs(topic.settings()))
                    .toList();
            admin.createTopics(absent).all().get();
            return absent.size();
        }
    }

    private static boolean createTable(String name) {
        try (DynamoDbClient client = DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            boolean made = true;
            try {
                client.createTable(table -> define(table, name));
            } catch (ResourceInUseException present) {
                made = false;
            }
            client.waiter().waitUntilTableExists(request -> request.tableName(name));
            // A start that was cut off may have made the table only.
            if (client.describeTimeToLive(request -> request.tableName(name))
                            .timeToLiveDescription()
                            .attributeName()
                    == null) {
                client.updateTimeToLive(request -> request.tableName(name)
                        .timeToLiveSpecification(
                                ttl -> ttl.attributeName("expires_at").enabled(true)));
            }
            return made;
        }
    }

    private static void define(CreateTableRequest.Builder table, String name) {
        table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("profile_id"), text("category"))
                .keySchema(key("profile_id", KeyType.HASH), key("category", KeyType.RANGE));
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
