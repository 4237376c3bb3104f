package dev.clickstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Service;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import javax.tools.ToolProvider;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The setup image's program makes on empty servers what the local platform makes on its own, and leaves alone what is there. */
class PlatformSetupIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void makesTopicsTablesAndRulesOnceAndAsTheLocalPlatformDoes() throws Exception {
        Path classes = compile();
        try (LocalPlatform platform = LocalPlatform.start(
                        Set.of(Service.KAFKA, Service.DYNAMODB, Service.REDIS), folder.resolve("state"));
                Admin admin = Admin.create(
                        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, platform.endpoint("KAFKA_BOOTSTRAP")))) {
            JsonNode recentItems = describeTable(platform, "recent-items");
            JsonNode rulesTable = describeTable(platform, "rules");
            empty(platform, admin);

            String first = run(platform, classes);

            assertThat(first)
                    .contains("topics made: " + Topics.all().size(), "table made: true", "rules table made: true")
                    .doesNotContain("published: 0");
            assertThat(topics(admin)).isEqualTo(declared());
            assertThat(describeTable(platform, "recent-items")).isEqualTo(recentItems);
            assertThat(describeTable(platform, "rules")).isEqualTo(rulesTable);
            TopicPartition rules = new TopicPartition(Topics.RULES.name(), 0);
            long published = admin.listOffsets(Map.of(rules, OffsetSpec.latest()))
                    .partitionResult(rules)
                    .get()
                    .offset();
            assertThat(first).contains("rules published: " + published);

            assertThat(run(platform, classes))
                    .contains("topics made: 0", "table made: false", "rules table made: false", "rules published: 0");
        }
    }

    private static void empty(LocalPlatform platform, Admin admin) throws Exception {
        admin.deleteTopics(Topics.all().stream().map(Topic::name).toList())
                .all()
                .get();
        await().atMost(LONG).until(() -> admin.listTopics().names().get().isEmpty());
        ask(platform, "DeleteTable", "recent-items");
        ask(platform, "DeleteTable", "rules");
    }

    /** As in the image's build: against the command line's jars. */
    private Path compile() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "25",
                        "-Xlint:all,-path",
                        "-Werror",
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        "-cp",
                        commandLine(),
                        "../images/setup/PlatformSetup.java");
        assertThat(code).isZero();
        return classes;
    }

    private static String commandLine() throws IOException {
        Path target = Path.of("../platform-cli/target");
        return target.resolve("platform-cli-1.0.0-SNAPSHOT.jar")
                + File.pathSeparator
                + Files.readString(target.resolve("classpath.txt")).strip();
    }

    private static String run(LocalPlatform platform, Path classes) throws IOException, InterruptedException {
        ProcessBuilder setup = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes + File.pathSeparator + commandLine(),
                "dev.clickstream.cli.rules.PlatformSetup");
        setup.environment().clear();
        setup.environment().putAll(platform.awsEnvironment());
        setup.environment().put("SETUP_KAFKA_BOOTSTRAP", platform.endpoint("KAFKA_BOOTSTRAP"));
        setup.environment().put("SETUP_REDIS_URL", platform.endpoint("REDIS_URL"));
        setup.environment().put("SETUP_RECENT_ITEMS_TABLE", "recent-items");
        setup.environment().put("SETUP_RULES_TABLE", "rules");
        Process running = setup.redirectErrorStream(true).start();
        String output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor()).as(output).isZero();
        return output;
    }

    private static Map<String, Topic> declared() {
        Map<String, Topic> declared = new TreeMap<>();
        Topics.all().forEach(topic -> declared.put(topic.name(), topic));
        return declared;
    }

    private static Map<String, Topic> topics(Admin admin) throws ExecutionException, InterruptedException {
        Map<String, Topic> made = new TreeMap<>();
        for (TopicDescription topic : admin.describeTopics(
                        admin.listTopics().names().get())
                .allTopicNames()
                .get()
                .values()) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
            Map<String, String> settings = new HashMap<>();
            admin.describeConfigs(List.of(resource)).values().get(resource).get().entries().stream()
                    .filter(entry -> !entry.isDefault())
                    .filter(entry -> declared().get(topic.name()).settings().containsKey(entry.name()))
                    .forEach(entry -> settings.put(entry.name(), entry.value()));
            made.put(topic.name(), new Topic(topic.name(), topic.partitions().size(), Map.copyOf(settings)));
        }
        return made;
    }

    /** Keys, billing and time to live, without what differs from one making to the next. */
    private static JsonNode describeTable(LocalPlatform platform, String name)
            throws IOException, InterruptedException {
        ObjectNode described = JSON.createObjectNode();
        JsonNode table = ask(platform, "DescribeTable", name).path("Table");
        for (String part : List.of("KeySchema", "AttributeDefinitions", "TableStatus")) {
            described.set(part, table.path(part));
        }
        described.set("BillingMode", table.path("BillingModeSummary").path("BillingMode"));
        described.set("TimeToLive", ask(platform, "DescribeTimeToLive", name));
        return described;
    }

    /** DynamoDB Local looks at no signature. */
    private static JsonNode ask(LocalPlatform platform, String operation, String table)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(platform.endpoint("DYNAMODB_ENDPOINT")))
                .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=local/20260101/ap-southeast-1/dynamodb/aws4_request, "
                                + "SignedHeaders=host, Signature=none")
                .POST(BodyPublishers.ofString("{\"TableName\":\"%s\"}".formatted(table)))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            String answer = http.send(request, BodyHandlers.ofString()).body();
            return JSON.readTree(answer);
        }
    }
}
