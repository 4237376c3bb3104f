package dev.clickstream.infra.stack;

import static dev.clickstream.infra.Template.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.infra.Options;
import dev.clickstream.infra.Profile;
import dev.clickstream.infra.StackName;
import dev.clickstream.infra.Synthesis;
import dev.clickstream.infra.Template;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EdgeStackTest {
    private static Template edge;
    private static Template alone;

    @BeforeAll
    static void synthesise() {
        edge = Synthesis.of(Profile.PRODUCTION).of(StackName.EDGE);
        alone = Synthesis.of(Profile.DEV, EnumSet.of(StackName.EDGE, StackName.STATE))
                .of(StackName.EDGE);
    }

    @Test
    void onlyTheCollectorsOwnRoutesAreOpenAndAllAreThrottledAndLogged() {
        assertThat(edge.all("AWS::ApiGatewayV2::Route").stream()
                        .map(route -> route.path("RouteKey").asString()))
                .containsExactlyInAnyOrder(
                        "POST /v1/{path+}",
                        "OPTIONS /v1/{path+}",
                        "GET /v1/{path+}",
                        "POST /beacon/v1/{path+}",
                        "OPTIONS /beacon/v1/{path+}",
                        "POST /collect",
                        "OPTIONS /collect",
                        "GET /pixel/v1/{path+}",
                        "GET /sourceConfig",
                        "GET /sourceConfig/{path+}",
                        "GET /openapi.yaml",
                        "GET /health");
        JsonNode stage = edge.only("AWS::ApiGatewayV2::Stage");
        assertThat(stage.at("/DefaultRouteSettings/ThrottlingRateLimit").asInt())
                .isEqualTo(Profile.PRODUCTION.collector().requestsPerSecond());
        assertThat(stage.at("/DefaultRouteSettings/ThrottlingBurstLimit").asInt())
                .isEqualTo(Profile.PRODUCTION.collector().burst());
        assertThat(stage.at("/AccessLogSettings/Format").asString())
                .startsWith("{\"requestId\":")
                .doesNotContain("sourceIp", "querystring", "path\"", "userAgent");
    }

    @Test
    void theFunctionIsASnapshotBehindAnAliasWithinItsLimits() {
        JsonNode function = edge.function("CollectorFunction");

        assertThat(function.path("Runtime").asString()).isEqualTo("java25");
        assertThat(texts(function.path("Architectures"))).containsExactly("arm64");
        assertThat(function.at("/SnapStart/ApplyOn").asString()).isEqualTo("PublishedVersions");
        assertThat(function.path("ReservedConcurrentExecutions").asInt()).isEqualTo(200);
        assertThat(function.at("/TracingConfig/Mode").asString()).isEqualTo("Active");
        assertThat(function.at("/VpcConfig/SecurityGroupIds")).hasSize(1);
        assertThat(function.has("KmsKeyArn")).isTrue();
        assertThat(edge.all("AWS::Lambda::Alias"))
                .allSatisfy(alias -> assertThat(alias.path("Name").asString()).isEqualTo("live"));
        assertThat(edge.only("AWS::ApiGatewayV2::Integration")
                        .path("IntegrationUri")
                        .toString())
                .contains(edge.resources("AWS::Lambda::Alias").keySet().stream()
                        .filter(alias -> alias.startsWith("CollectorLive"))
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void theFunctionHasTimeToSayThatKafkaDidNotAnswerBeforeTheGatewayGivesUp() {
        JsonNode function = edge.function("CollectorFunction");
        int delivery = Integer.parseInt(function.at("/Environment/Variables/COLLECTOR_DELIVERY_TIMEOUT_MS")
                .asString());

        int spill = Integer.parseInt(
                function.at("/Environment/Variables/COLLECTOR_SPILL_TIMEOUT_MS").asString());

        assertThat(function.path("Timeout").asInt() * 1000)
                .isGreaterThan(delivery + spill + 2_000)
                .isLessThan(30_000);
    }

    @Test
    void spilledBatchesAreDrainedEachMinuteByOneWhoMayDoNoMore() {
        JsonNode function = edge.function("DrainFunction");
        JsonNode settings = function.at("/Environment/Variables");

        assertThat(function.path("ReservedConcurrentExecutions").asInt()).isEqualTo(1);
        assertThat(function.path("Timeout").asInt())
                .as("a last round may take as long as the brokers are given")
                .isGreaterThan(settings.path("DRAIN_SECONDS").asInt()
                        + settings.path("DRAIN_DELIVERY_TIMEOUT_MS").asInt() / 1000);
        assertThat(settings.path("DRAIN_BUCKET"))
                .isEqualTo(edge.function("CollectorFunction").at("/Environment/Variables/COLLECTOR_SPILL_BUCKET"));
        JsonNode schedule = rule("Drains spilled batches");
        assertThat(schedule.path("ScheduleExpression").asString()).isEqualTo("rate(1 minute)");
        assertThat(schedule.path("Targets")).hasSize(1);
        assertThat(texts(edge.statement("SpillDrainAccessPolicy", "SpilledBatches")
                        .path("Action")))
                .containsExactlyInAnyOrder("s3:DeleteObject", "s3:GetObject");
        assertThat(texts(edge.statement("CollectorAccessPolicy", "SpilledBatches")
                        .path("Action")))
                .containsExactly("s3:PutObject");
    }

    @Test
    void aHeartbeatIsHandedToTheCollectorAsAClientsPostAndOnlyWithAWriteKey() {
        JsonNode schedule = rule("Heartbeats, by which the way from POST to gold is measured");

        assertThat(schedule.at("/State/Fn::If/1").asString()).isEqualTo("ENABLED");
        assertThat(schedule.at("/State/Fn::If/2").asString()).isEqualTo("DISABLED");
        String input = schedule.at("/Targets/0/InputTransformer").toString();
        assertThat(input)
                .contains(
                        "$.id", "$.time", "HeartbeatWriteKey", "/v1/track", "clickstream-heartbeat-bot", "heartbeat-<");
    }

    private static JsonNode rule(String description) {
        return edge.all("AWS::Events::Rule").stream()
                .filter(rule -> rule.path("Description").asString().equals(description))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void withoutALakeNothingIsSpilledAndNothingDrained() {
        Template edgeOnly =
                Synthesis.of(Profile.DEV, EnumSet.of(StackName.EDGE)).of(StackName.EDGE);

        assertThat(edgeOnly.function("CollectorFunction")
                        .at("/Environment/Variables")
                        .has("COLLECTOR_SPILL_BUCKET"))
                .isFalse();
        assertThat(edgeOnly.all("AWS::Events::Rule")).hasSize(1);
        assertThat(edgeOnly.json().toString()).doesNotContain("Fn::ImportValue");
    }

    @Test
    void itsSettingsHoldNoSecret() {
        JsonNode variables = edge.function("CollectorFunction").at("/Environment/Variables");

        assertThat(Set.copyOf(variables.propertyNames()))
                .containsExactlyInAnyOrder(
                        "COLLECTOR_KAFKA_BOOTSTRAP",
                        "COLLECTOR_KAFKA_SECURITY",
                        "COLLECTOR_SOURCES_SECRET",
                        "COLLECTOR_PII_KEYS_SECRET",
                        "COLLECTOR_REDIS_URL",
                        "COLLECTOR_REDIS_USER",
                        "COLLECTOR_REDIS_IAM_CACHE",
                        "COLLECTOR_DELIVERY_TIMEOUT_MS",
                        "COLLECTOR_SPILL_BUCKET",
                        "COLLECTOR_SPILL_TIMEOUT_MS");
        assertThat(variables.path("COLLECTOR_KAFKA_SECURITY").asString()).isEqualTo("iam");
        assertThat(variables.at("/COLLECTOR_SOURCES_SECRET/Ref").asString()).isEqualTo("SourcesArn");
        assertThat(variables.at("/COLLECTOR_PII_KEYS_SECRET/Ref").asString()).isEqualTo("PiiKeysArn");
    }

    @Test
    void itWritesTheTopicsOfEventsAndTheRejectedAndNoOther() {
        assertThat(texts(edge.statement("CollectorAccessPolicy", "KafkaWrite").path("Action")))
                .containsExactlyInAnyOrder("kafka-cluster:DescribeTopic", "kafka-cluster:WriteData");
        assertThat(texts(edge.statement("CollectorAccessPolicy", "KafkaWrite").path("Resource")).stream()
                        .map(EdgeStackTest::lastPart))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(Topics.events().stream(), Stream.of(Topics.REJECTED))
                        .map(Topic::name)
                        .toList());
        assertThat(edge.statements("CollectorAccessPolicy").stream()
                        .flatMap(statement -> texts(statement.path("Action")).stream())
                        .filter(action -> action.startsWith("kafka")))
                .containsOnly(
                        "kafka-cluster:Connect",
                        "kafka-cluster:WriteDataIdempotently",
                        "kafka-cluster:DescribeTopic",
                        "kafka-cluster:WriteData");
    }

    @Test
    void withANameOfItsOwnItAnswersUnderThatNameOnlyAndOverTls12() {
        assertThat(edge.only("AWS::ApiGatewayV2::Api")
                        .path("DisableExecuteApiEndpoint")
                        .asBoolean())
                .isTrue();
        assertThat(edge.only("AWS::ApiGatewayV2::DomainName")
                        .at("/DomainNameConfigurations/0/SecurityPolicy")
                        .asString())
                .isEqualTo("TLS_1_2");
        assertThat(edge.only("AWS::ApiGatewayV2::ApiMapping").path("DomainName").toString())
                .isNotEmpty();
    }

    @Test
    void aloneItNeedsNoNetworkAndAsksForItsCluster() {
        assertThat(alone.parameters())
                .containsExactlyInAnyOrder(
                        "HeartbeatWriteKey",
                        "KafkaBootstrap",
                        "KafkaClusterArn",
                        "PiiKeysArn",
                        "SourcesArn",
                        "SourcesKeyArn");
        assertThat(alone.function("CollectorFunction").has("VpcConfig")).isFalse();
        assertThat(alone.json().toString()).doesNotContain("ec2:CreateNetworkInterface");
        assertThat(alone.outputs()).contains("ApiUrl", "ApiDomain", "CollectorFunction", "Sources");
    }

    @Test
    void aClusterOfAnotherAppMayBeGivenAndX86Chosen() {
        Options given = new Options(
                Profile.DEV,
                null,
                null,
                EnumSet.of(StackName.EDGE),
                Options.LAMBDA_ZIP,
                false,
                "1",
                "arn:aws:kafka:eu-west-1:111122223333:cluster/events/0a-1",
                null,
                null,
                null);

        Template template = Synthesis.of(given).of(StackName.EDGE);

        assertThat(template.parameters()).doesNotContain("KafkaClusterArn");
        assertThat(texts(template.function("CollectorFunction").path("Architectures")))
                .containsExactly("x86_64");
        assertThat(texts(template.statement("CollectorAccessPolicy", "KafkaWrite")
                        .path("Resource")))
                .contains("arn:aws:kafka:eu-west-1:111122223333:topic/events/0a-1/clickstream.rejected.v1");
    }

    /** Of an ARN joined from parts: the name after the last slash. */
    private static String lastPart(String arn) {
        return arn.replaceAll("\"]]}$", "").replaceFirst(".*/", "");
    }

    @Test
    void logsAreEncryptedAndEnd() {
        assertThat(edge.all("AWS::Logs::LogGroup"))
                .hasSize(3)
                .allSatisfy(log -> assertThat(Map.of(
                                "key",
                                log.has("KmsKeyId"),
                                "days",
                                log.path("RetentionInDays").asInt()))
                        .isEqualTo(Map.of("key", true, "days", 365)));
    }
}
