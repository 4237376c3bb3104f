package dev.clickstream.infra.stack;

import static dev.clickstream.infra.Template.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.event.Topics;
import dev.clickstream.infra.Profile;
import dev.clickstream.infra.StackName;
import dev.clickstream.infra.Synthesis;
import dev.clickstream.infra.Template;
import dev.clickstream.infra.construct.kafka.InternalTopics;
import dev.clickstream.infra.construct.kafka.KafkaProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ServicesStackTest {
    private static final List<String> PROGRAMS = List.of("Workflows", "Groups", "Sink", "Loader", "Runner");

    private static Template services;

    @BeforeAll
    static void synthesise() {
        services = Synthesis.of(Profile.PRODUCTION).of(StackName.SERVICES);
    }

    @Test
    void everyProgramRunsWithoutRootWithoutShellAndOnADiskItCannotWrite() {
        assertThat(services.all("AWS::ECS::TaskDefinition")).hasSize(5).allSatisfy(task -> {
            JsonNode container = task.at("/ContainerDefinitions/0");
            assertThat(container.path("ReadonlyRootFilesystem").asBoolean()).isTrue();
            assertThat(container.path("User").asString()).isEqualTo("10001:10001");
            assertThat(container.path("Privileged").asBoolean(false)).isFalse();
            assertThat(container.path("StopTimeout").asInt()).isEqualTo(120);
            assertThat(container
                            .path("MountPoints")
                            .valueStream()
                            .map(mount -> mount.path("ContainerPath").asString()))
                    .containsExactly("/var/lib/clickstream", "/tmp");
            assertThat(task.at("/RuntimePlatform/CpuArchitecture").asString()).isEqualTo("ARM64");
        });
        assertThat(services.all("AWS::ECS::Service")).hasSize(5).allSatisfy(service -> {
            assertThat(service.path("EnableExecuteCommand").asBoolean(true)).isFalse();
            assertThat(service.at("/NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp")
                            .asString())
                    .isEqualTo("DISABLED");
            assertThat(service.at("/DeploymentConfiguration/DeploymentCircuitBreaker/Rollback")
                            .asBoolean())
                    .isTrue();
        });
    }

    @Test
    void streamServicesAreAskedForTheirHealthOnTheirOwnPort() {
        assertThat(services.all("AWS::ECS::TaskDefinition"))
                .filteredOn(task -> settings(task).containsKey("PROCESSOR_OPERATIONS_PORT"))
                .hasSize(3)
                .allSatisfy(task -> assertThat(texts(task.at("/ContainerDefinitions/0/HealthCheck/Command")))
                        .containsExactly(
                                "CMD",
                                "/opt/clickstream/healthy",
                                settings(task).get("PROCESSOR_OPERATIONS_PORT"),
                                "/health"));
    }

    private static Map<String, String> settings(JsonNode task) {
        Map<String, String> settings = new TreeMap<>();
        task.at("/ContainerDefinitions/0/Environment")
                .forEach(setting -> settings.put(
                        setting.path("Name").asString(), setting.path("Value").asString("")));
        return settings;
    }

    @Test
    void theRunnerIsNeverTwoAndTheOthersAreNeverFewer() {
        Map<String, JsonNode> byProgram =
                PROGRAMS.stream().collect(Collectors.toMap(Function.identity(), program -> service(program)));

        assertThat(byProgram
                        .get("Runner")
                        .at("/DeploymentConfiguration/MaximumPercent")
                        .asInt())
                .isEqualTo(100);
        assertThat(byProgram
                        .get("Runner")
                        .at("/DeploymentConfiguration/MinimumHealthyPercent")
                        .asInt())
                .isZero();
        assertThat(byProgram.get("Runner").path("DesiredCount").asInt()).isEqualTo(1);
        assertThat(Stream.of("Workflows", "Groups", "Sink", "Loader").map(byProgram::get))
                .allSatisfy(service -> assertThat(service.at("/DeploymentConfiguration/MinimumHealthyPercent")
                                .asInt())
                        .isEqualTo(100));
    }

    @Test
    void everyProgramHasARoleOfItsOwnAndNoneIsInline() {
        assertThat(services.all("AWS::IAM::Role")).hasSize(10).allSatisfy(role -> {
            assertThat(role.has("Policies")).isFalse();
            assertThat(role.path("ManagedPolicyArns")).hasSize(1);
            assertThat(role.path("ManagedPolicyArns").toString()).doesNotContain(":aws:policy/");
            assertThat(role.path("AssumeRolePolicyDocument").toString()).contains("aws:SourceAccount");
        });
        assertThat(services.resources("AWS::IAM::Policy")).isEmpty();
    }

    @Test
    void streamServicesReadWriteAndTransactOnExactlyTheirOwn() {
        for (KafkaProgram program : List.of(KafkaProgram.WORKFLOWS, KafkaProgram.GROUPS)) {
            String policy = (program == KafkaProgram.WORKFLOWS ? "Workflows" : "Groups") + "AccessPolicy";
            List<String> changelogs = InternalTopics.of(program.group());
            assertThat(topics(policy, "KafkaRead"))
                    .containsExactlyInAnyOrderElementsOf(
                            plus(plus(program.reads(), changelogs), KafkaProgram.followed()));
            assertThat(topics(policy, "KafkaWrite"))
                    .containsExactlyInAnyOrderElementsOf(plus(program.writes(), changelogs));
            assertThat(topics(policy, "KafkaGroup")).containsExactly(program.group());
            assertThat(topics(policy, "KafkaTransactions")).containsExactly(program.group() + "-*");
        }
    }

    @Test
    void theSinkOnlyReadsSnapshotsAndThePointerPutsItemsAndBuriesTheRest() {
        assertThat(topics("SinkAccessPolicy", "KafkaRead"))
                .containsExactly(Topics.RECENT_ITEMS.name(), Topics.SYNC.name());
        assertThat(topics("SinkAccessPolicy", "KafkaWrite")).containsExactlyElementsOf(KafkaProgram.SINK.writes());
        assertThat(services.statement("SinkAccessPolicy", "RecentItemsPointer")
                        .at("/Condition/ForAnyValue:StringEquals/dynamodb:LeadingKeys")
                        .asString())
                .isEqualTo("#tables");
        assertThat(texts(services.statement("SinkAccessPolicy", "RecentItemsWrite")
                        .path("Action")))
                .containsExactly("dynamodb:PutItem");
        assertThat(sids("SinkAccessPolicy"))
                .containsExactlyInAnyOrder(
                        "KafkaConnect",
                        "KafkaRead",
                        "KafkaWrite",
                        "KafkaGroup",
                        "RecentItemsWrite",
                        "RecentItemsPointer",
                        "RecentItemsKey",
                        "CacheSync");
    }

    @Test
    void theLoaderCannotDeleteAndTheRunnerCanOnlySignIn() {
        assertThat(services.statements("LoaderAccessPolicy").stream()
                        .flatMap(statement -> texts(statement.path("Action")).stream())
                        .filter(action -> action.startsWith("s3:")))
                .containsExactlyInAnyOrder("s3:GetObject", "s3:PutObject", "s3:ListBucket");
        assertThat(services.statements("RunnerAccessPolicy").stream()
                        .flatMap(statement -> texts(statement.path("Action")).stream()))
                .containsExactly("redshift-serverless:GetCredentials");
    }

    @Test
    void noActionIsAPatternAnywhere() {
        assertThat(services.all("AWS::IAM::ManagedPolicy").stream()
                        .flatMap(
                                policy -> policy.at("/PolicyDocument/Statement").valueStream())
                        .flatMap(statement -> texts(statement.path("Action")).stream()))
                .noneMatch(action -> action.contains("*"));
    }

    @Test
    void streamServicesScaleOnTheirLagWithinTheProfilesBounds() {
        assertThat(services.all("AWS::ApplicationAutoScaling::ScalableTarget").stream()
                        .map(target -> List.of(
                                target.path("MinCapacity").asInt(),
                                target.path("MaxCapacity").asInt())))
                .containsExactlyInAnyOrder(List.of(3, 12), List.of(3, 12), List.of(2, 12));
        assertThat(services.all("AWS::CloudWatch::Alarm")).hasSize(6).allSatisfy(alarm -> {
            List<JsonNode> metrics = alarm.path("Metrics")
                    .valueStream()
                    .filter(metric -> metric.has("MetricStat"))
                    .toList();
            assertThat(metrics).hasSizeBetween(1, 10);
            assertThat(metrics)
                    .allSatisfy(metric -> assertThat(
                                    metric.at("/MetricStat/Metric/MetricName").asString())
                            .isEqualTo("SumOffsetLag"));
        });
    }

    @Test
    void containersAreWatchedAndLogsAreEncryptedAndEnd() {
        assertThat(services.only("AWS::ECS::Cluster").toString())
                .contains("\"containerInsights\",\"Value\":\"enabled\"");
        assertThat(services.all("AWS::Logs::LogGroup")).hasSize(5).allSatisfy(log -> {
            assertThat(log.has("KmsKeyId")).isTrue();
            assertThat(log.path("RetentionInDays").asInt()).isEqualTo(365);
        });
    }

    @Test
    void imagesComeFromOurRepositoriesByTheChosenTag() {
        assertThat(services.all("AWS::ECS::TaskDefinition"))
                .allSatisfy(task -> assertThat(
                                task.at("/ContainerDefinitions/0/Image").toString())
                        .contains(":ExportsOutputRefImages", ":1.2.3"));
    }

    private static JsonNode service(String program) {
        return services.resources("AWS::ECS::Service").entrySet().stream()
                .filter(service -> service.getKey().startsWith(program))
                .map(service -> service.getValue().path("Properties"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> sids(String policy) {
        return services.statements(policy).stream()
                .map(statement -> statement.path("Sid").asString())
                .toList();
    }

    private static List<String> topics(String policy, String sid) {
        return texts(services.statement(policy, sid).path("Resource")).stream()
                .map(arn -> arn.replaceAll("\"]]}$", "").replaceFirst(".*/", ""))
                .toList();
    }

    private static List<String> plus(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
