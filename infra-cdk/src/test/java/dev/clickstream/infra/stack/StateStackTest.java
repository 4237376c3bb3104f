package dev.clickstream.infra.stack;

import static dev.clickstream.infra.Template.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.infra.Profile;
import dev.clickstream.infra.StackName;
import dev.clickstream.infra.Synthesis;
import dev.clickstream.infra.Template;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StateStackTest {
    private static Template state;
    private static Template dev;

    @BeforeAll
    static void synthesise() {
        state = Synthesis.of(Profile.PRODUCTION).of(StackName.STATE);
        dev = Synthesis.of(Profile.DEV, EnumSet.of(StackName.EDGE, StackName.STATE))
                .of(StackName.STATE);
    }

    @Test
    void theHotTableIsKeyedByProfileAndCategoryAndForgets() {
        JsonNode table = table(state, "profile_id");

        assertThat(table.path("KeySchema").toString())
                .isEqualTo("[{\"AttributeName\":\"profile_id\",\"KeyType\":\"HASH\"},"
                        + "{\"AttributeName\":\"category\",\"KeyType\":\"RANGE\"}]");
        assertThat(table.path("BillingMode").asString()).isEqualTo("PAY_PER_REQUEST");
        assertThat(table.at("/TimeToLiveSpecification/AttributeName").asString())
                .isEqualTo("expires_at");
        assertThat(table.at("/TimeToLiveSpecification/Enabled").asBoolean()).isTrue();
    }

    @Test
    void theTableOfRulesIsKeyedByRuleAndVersionAndForgetsNothing() {
        JsonNode table = table(state, "rule_id");

        assertThat(table.path("KeySchema").toString())
                .isEqualTo("[{\"AttributeName\":\"rule_id\",\"KeyType\":\"HASH\"},"
                        + "{\"AttributeName\":\"version\",\"KeyType\":\"RANGE\"}]");
        assertThat(table.path("BillingMode").asString()).isEqualTo("PAY_PER_REQUEST");
        assertThat(table.has("TimeToLiveSpecification")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"profile_id", "rule_id"})
    void aTableIsEncryptedCanBeTurnedBackAndIsNotDeletedByMistake(String key) {
        JsonNode replica = table(state, key).at("/Replicas/0");

        assertThat(replica.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                        .asBoolean())
                .isTrue();
        assertThat(replica.at("/SSESpecification/KMSMasterKeyId").isMissingNode())
                .isFalse();
        assertThat(replica.path("DeletionProtectionEnabled").asBoolean()).isTrue();
        assertThat(table(dev, key).at("/Replicas/0/DeletionProtectionEnabled").asBoolean(true))
                .isFalse();
    }

    private static JsonNode table(Template stack, String partitionKey) {
        return stack.all("AWS::DynamoDB::GlobalTable").stream()
                .filter(table ->
                        table.at("/KeySchema/0/AttributeName").asString().equals(partitionKey))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void onlyDevForgetsItsDataWithItsStack() {
        List<String> kept =
                List.of("AWS::DynamoDB::GlobalTable", "AWS::S3::Bucket", "AWS::KMS::Key", "AWS::ECR::Repository");
        assertThat(kept).allSatisfy(type -> {
            assertThat(state.resources(type).values())
                    .allSatisfy(resource -> assertThat(
                                    resource.path("DeletionPolicy").asString())
                            .isEqualTo("Retain"));
            assertThat(dev.resources(type).values())
                    .allSatisfy(resource -> assertThat(
                                    resource.path("DeletionPolicy").asString())
                            .isEqualTo("Delete"));
        });
    }

    @Test
    void bucketsAreEncryptedVersionedClosedAndAskForTls() {
        assertThat(state.all("AWS::S3::Bucket")).hasSize(2).allSatisfy(bucket -> {
            assertThat(bucket.at("/VersioningConfiguration/Status").asString()).isEqualTo("Enabled");
            assertThat(bucket.path("PublicAccessBlockConfiguration").propertyStream())
                    .hasSize(4)
                    .allSatisfy(
                            block -> assertThat(block.getValue().asBoolean()).isTrue());
            JsonNode encryption = bucket.at("/BucketEncryption/ServerSideEncryptionConfiguration/0");
            assertThat(encryption
                            .at("/ServerSideEncryptionByDefault/SSEAlgorithm")
                            .asString())
                    .isEqualTo("aws:kms");
            assertThat(encryption.path("BucketKeyEnabled").asBoolean()).isTrue();
        });
        assertThat(state.all("AWS::S3::BucketPolicy"))
                .allSatisfy(policy -> assertThat(policy.toString())
                        .contains("\"aws:SecureTransport\":\"false\"", "\"s3:TlsVersion\":1.2"));
        assertThat(state.all("AWS::S3::Bucket"))
                .filteredOn(bucket -> bucket.has("LoggingConfiguration"))
                .hasSize(1);
    }

    @Test
    void theLakeRefusesAWriteThatCouldOverwrite() {
        JsonNode deny = state.all("AWS::S3::BucketPolicy").stream()
                .flatMap(policy -> policy.at("/PolicyDocument/Statement").valueStream())
                .filter(statement -> statement.path("Sid").asString().equals("OnlyNewObjects"))
                .findFirst()
                .orElseThrow();

        assertThat(deny.path("Effect").asString()).isEqualTo("Deny");
        assertThat(deny.at("/Principal/AWS").asString()).isEqualTo("*");
        assertThat(texts(deny.path("Action"))).containsExactly("s3:PutObject");
        assertThat(texts(deny.path("Resource")))
                .hasSize(6)
                .anyMatch(resource -> resource.contains("/spill/*"))
                .anyMatch(resource -> resource.contains("/manifest/*"))
                .anyMatch(resource -> resource.contains("/plan/*"))
                .anyMatch(resource -> resource.contains("/landing/*"));
        assertThat(deny.at("/Condition/Null/s3:if-none-match").asString()).isEqualTo("true");
        assertThat(deny.at("/Condition/Null/s3:if-match").asString()).isEqualTo("true");
        assertThat(deny.at("/Condition/Bool/s3:ObjectCreationOperation").asString())
                .isEqualTo("true");
    }

    @Test
    void landedFilesBecomeColdAndPlansAndManifestsStay() {
        JsonNode rules = state.all("AWS::S3::Bucket").stream()
                .filter(bucket -> bucket.has("LoggingConfiguration"))
                .findFirst()
                .orElseThrow()
                .at("/LifecycleConfiguration/Rules");

        assertThat(rules.valueStream().filter(rule -> rule.has("Transitions")))
                .singleElement()
                .satisfies(rule -> assertThat(rule.path("Prefix").asString()).isEqualTo("landing/"));
        assertThat(rules.valueStream()).noneMatch(rule -> rule.has("ExpirationInDays"));
    }

    @Test
    void aTagStaysWhatItIsAndEveryImageIsScanned() {
        assertThat(state.all("AWS::ECR::Repository")).hasSize(4).allSatisfy(repository -> {
            assertThat(repository.path("ImageTagMutability").asString()).isEqualTo("IMMUTABLE");
            assertThat(repository.at("/ImageScanningConfiguration/ScanOnPush").asBoolean())
                    .isTrue();
            assertThat(repository.has("RepositoryName")).isFalse();
        });
    }

    @Test
    void theCatalogueFindsThePartitionsOfTheLoadersKeys() {
        JsonNode events = state.all("AWS::Glue::Table").stream()
                .map(table -> table.path("TableInput"))
                .filter(table -> table.path("Name").asString().equals("landing_events"))
                .findFirst()
                .orElseThrow();

        assertThat(events.at("/Parameters/storage.location.template").toString())
                .contains("/landing/events/dt=${dt}/hr=${hr}/");
        assertThat(Map.of(
                        "hr",
                        events.at("/Parameters/projection.hr.digits").asString(),
                        "dt",
                        events.at("/Parameters/projection.dt.format").asString()))
                .isEqualTo(Map.of("hr", "2", "dt", "yyyy-MM-dd"));
    }

    @Test
    void itNeedsNoOtherStackAndTellsWhatItMade() {
        assertThat(dev.json().toString()).doesNotContain("Fn::ImportValue");
        assertThat(dev.parameters()).isEmpty();
        assertThat(dev.outputs())
                .containsExactlyInAnyOrder(
                        "KeyArn",
                        "RecentItemsTable",
                        "RulesTable",
                        "LakeBucket",
                        "CollectorRepository",
                        "ProcessorRepository",
                        "LoaderRepository",
                        "RunnerRepository");
    }
}
