package dev.clickstream.cli.rules;

import dev.clickstream.event.Topics;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
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
        String recentItems = settings.get("SETUP_RECENT_ITEMS_TABLE");
        String rules = settings.get("SETUP_RULES_TABLE");
        System.out.println("table made: " + createTable(recentItems, table -> defineRecentItems(table, recentItems)));
        expireItems(recentItems);
        System.out.println("rules table made: " + createTable(rules, table -> defineRules(table, rules)));
        try (RuleRoom room = new RuleRoom(client(), rules, URI.create(settings.get("SETUP_REDIS_URL")), kafka)) {
            System.out.println("rules published: " + DefaultRules.publish(room, InstantSource.system()));
        }
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

    private static DynamoDbClient client() {
        return DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static boolean createTable(String name, Consumer<CreateTableRequest.Builder> definition) {
        try (DynamoDbClient client = client()) {
            boolean made = true;
            try {
                client.createTable(definition);
            } catch (ResourceInUseException present) {
                made = false;
            }
            client.waiter().waitUntilTableExists(request -> request.tableName(name));
            return made;
        }
    }

    /** A start that was cut off may have made the table only. */
    private static void expireItems(String table) {
        try (DynamoDbClient client = client()) {
            if (client.describeTimeToLive(request -> request.tableName(table))
                            .timeToLiveDescription()
                            .attributeName()
                    == null) {
                client.updateTimeToLive(request -> request.tableName(table)
                        .timeToLiveSpecification(
                                ttl -> ttl.attributeName("expires_at").enabled(true)));
            }
        }
    }

    private static void defineRecentItems(CreateTableRequest.Builder table, String name) {
        table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("profile_id"), text("category"))
                .keySchema(key("profile_id", KeyType.HASH), key("category", KeyType.RANGE));
    }

    private static void defineRules(CreateTableRequest.Builder table, String name) {
        table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("rule_id"), number("version"))
                .keySchema(key("rule_id", KeyType.HASH), key("version", KeyType.RANGE));
    }

    private static AttributeDefinition text(String name) {
        return attribute(name, ScalarAttributeType.S);
    }

    private static AttributeDefinition number(String name) {
        return attribute(name, ScalarAttributeType.N);
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
