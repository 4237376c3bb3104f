package dev.clickstream.infra.stack;

import static dev.clickstream.infra.Template.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.infra.Profile;
import dev.clickstream.infra.StackName;
import dev.clickstream.infra.Synthesis;
import dev.clickstream.infra.Template;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CacheAndWarehouseTest {
    private static Template cache;
    private static Template warehouse;

    @BeforeAll
    static void synthesise() {
        cache = Synthesis.of(Profile.PRODUCTION).of(StackName.CACHE);
        warehouse = Synthesis.of(Profile.PRODUCTION).of(StackName.WAREHOUSE);
    }

    @Test
    void usersOfTheCacheSignInWithIamAndRunFewCommandsOnTheirOwnKeys() {
        assertThat(cache.all("AWS::ElastiCache::User")).hasSize(4).allSatisfy(user -> {
            assertThat(user.at("/AuthenticationMode/Type").asString()).isEqualTo("iam");
            assertThat(user.path("UserId")).isEqualTo(user.path("UserName"));
            assertThat(user.path("AccessString").asString())
                    .matches(
                            "on (~rules resetchannels &rules|~sync:\\* resetchannels &sync:\\*|~sync:\\* ~rate:\\* resetchannels) -@all .*")
                    .doesNotContain("+@", "allcommands", "allkeys");
        });
        assertThat(cache.all("AWS::ElastiCache::User").stream()
                        .filter(user -> user.path("UserId").asString().endsWith("-reader"))
                        .map(user -> user.path("AccessString").asString()))
                .singleElement()
                .satisfies(access -> assertThat(access)
                        .endsWith("+hgetall +subscribe +unsubscribe")
                        .doesNotContain("hset", "eval", "publish"));
    }

    @Test
    void theCacheIsEncryptedAndHasACeiling() {
        JsonNode serverless = cache.only("AWS::ElastiCache::ServerlessCache");

        assertThat(serverless.path("Engine").asString()).isEqualTo("valkey");
        assertThat(serverless.has("KmsKeyId")).isTrue();
        assertThat(serverless.has("UserGroupId")).isTrue();
        assertThat(serverless.at("/CacheUsageLimits/ECPUPerSecond/Maximum").asInt())
                .isEqualTo(Profile.PRODUCTION.cache().maxEcpuPerSecond());
    }

    @Test
    void theWarehouseIsReachedFromWithinOnlyAndOverTls() {
        JsonNode workgroup = warehouse.only("AWS::RedshiftServerless::Workgroup");

        assertThat(workgroup.path("PubliclyAccessible").asBoolean(true)).isFalse();
        assertThat(workgroup.path("EnhancedVpcRouting").asBoolean()).isTrue();
        assertThat(workgroup.path("SubnetIds")).hasSize(3);
        assertThat(workgroup.path("BaseCapacity").asInt())
                .isEqualTo(Profile.PRODUCTION.warehouse().baseRpu());
        assertThat(workgroup
                        .path("ConfigParameters")
                        .valueStream()
                        .filter(parameter ->
                                parameter.path("ParameterKey").asString().equals("require_ssl"))
                        .map(parameter -> parameter.path("ParameterValue").asString()))
                .containsExactly("true");
    }

    @Test
    void nobodyKnowsTheAdministratorsPasswordAndEverythingIsLogged() {
        JsonNode namespace = warehouse.only("AWS::RedshiftServerless::Namespace");

        assertThat(namespace.path("ManageAdminPassword").asBoolean()).isTrue();
        assertThat(namespace.has("AdminUserPassword")).isFalse();
        assertThat(namespace.path("AdminUsername").asString()).isNotIn("awsuser", "admin");
        assertThat(namespace.has("KmsKeyId")).isTrue();
        assertThat(namespace.has("AdminPasswordSecretKmsKeyId")).isTrue();
        assertThat(texts(namespace.path("LogExports")))
                .containsExactlyInAnyOrder("userlog", "connectionlog", "useractivitylog");
    }

    @Test
    void copyReadsLandedFilesAndTheirListsAndNothingElse() {
        assertThat(texts(warehouse
                        .statement("WarehouseCopyPolicy", "LakeObjects")
                        .path("Action")))
                .containsExactly("s3:GetObject");
        assertThat(texts(warehouse
                        .statement("WarehouseCopyPolicy", "LakeObjects")
                        .path("Resource")))
                .hasSize(2)
                .anyMatch(resource -> resource.contains("/landing/*"))
                .anyMatch(resource -> resource.contains("/manifest/*"));
        assertThat(texts(warehouse.statement("WarehouseCopyPolicy", "LakeKey").path("Action")))
                .containsExactly("kms:Decrypt");
    }
}
