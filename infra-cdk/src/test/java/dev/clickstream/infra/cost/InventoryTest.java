package dev.clickstream.infra.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clickstream.infra.Options;
import dev.clickstream.infra.Platform;
import dev.clickstream.infra.Profile;
import dev.clickstream.infra.cost.capacity.Assumptions;
import dev.clickstream.infra.cost.line.Inventory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is billed by the piece is as many as the stacks make. */
class InventoryTest {
    @TempDir
    private static Path folder;

    private static final List<JsonNode> RESOURCES = new ArrayList<>();

    @BeforeAll
    static void synthesise() throws IOException {
        assumeTrue(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "node"))),
                "skipped: CDK needs Node");
        Path zip = folder.resolve("function.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("empty"));
        }
        Path templates = folder.resolve("cdk.out");
        App app = Platform.app(templates.toString());
        new Platform(app, Options.of(Profile.SMALL).withLambdaZip(zip.toString()));
        app.synth();
        try (Stream<Path> files = Files.list(templates)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".template.json"))
                    .toList()) {
                JsonMapper.shared().readTree(file.toFile()).get("Resources").forEach(RESOURCES::add);
            }
        }
    }

    @Test
    void whatIsBilledByThePieceIsAsManyAsTheStacksMake() {
        Map<String, Long> made = Map.of(
                "interface endpoints",
                ofType("AWS::EC2::VPCEndpoint")
                        .filter(endpoint -> "Interface"
                                .equals(endpoint.at("/Properties/VpcEndpointType")
                                        .asString("")))
                        .count(),
                "keys",
                ofType("AWS::KMS::Key").count(),
                "metrics in alarms",
                alarmMetrics(),
                "metric filters",
                ofType("AWS::Logs::MetricFilter").count(),
                "dashboards",
                ofType("AWS::CloudWatch::Dashboard").count(),
                "budgets",
                ofType("AWS::Budgets::Budget").count(),
                "tasks",
                ofType("AWS::ECS::Service").count());

        assertThat(made)
                .isEqualTo(Map.of(
                        "interface endpoints", (long) Inventory.INTERFACE_ENDPOINTS,
                        "keys", (long) Inventory.KEYS,
                        "metrics in alarms", (long) Inventory.ALARM_METRICS,
                        "metric filters", (long) Inventory.METRIC_FILTERS,
                        "dashboards", (long) Inventory.DASHBOARDS,
                        "budgets", (long) Inventory.BUDGETS,
                        "tasks", (long) Inventory.SERVICES));
    }

    @Test
    void theLakeBecomesColderWhenTheBillSaysSo() {
        JsonNode transitions = ofType("AWS::S3::Bucket")
                .flatMap(bucket ->
                        bucket.at("/Properties/LifecycleConfiguration/Rules").valueStream())
                .filter(rule -> rule.has("Transitions"))
                .findFirst()
                .orElseThrow()
                .get("Transitions");

        assertThat(transitions.get(0).get("TransitionInDays").asInt() / 30.0).isEqualTo(Assumptions.STANDARD_MONTHS);
        assertThat(transitions.get(1).get("TransitionInDays").asInt() / 30.0)
                .isEqualTo(Assumptions.STANDARD_MONTHS + Assumptions.INFREQUENT_MONTHS);
    }

    /** Scaling by lag makes alarms too; the alarms of target tracking are made by the service and not billed here. */
    private static long alarmMetrics() {
        return ofType("AWS::CloudWatch::Alarm")
                .mapToLong(alarm -> {
                    JsonNode metrics = alarm.at("/Properties/Metrics");
                    return metrics.isMissingNode()
                            ? 1
                            : metrics.valueStream()
                                    .filter(metric -> metric.has("MetricStat"))
                                    .count();
                })
                .sum();
    }

    private static Stream<JsonNode> ofType(String type) {
        return RESOURCES.stream()
                .filter(resource -> resource.get("Type").asString().equals(type));
    }
}
