package dev.clickstream.infra.check.data;

import dev.clickstream.infra.check.rule.Check;
import dev.clickstream.infra.check.rule.Fault;
import dev.clickstream.infra.check.template.Resource;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** DynamoDB, the tables that CDK's TableV2 makes among them: cdk-nag looks at {@code AWS::DynamoDB::Table} only. */
public final class DynamoDbChecks {
    private static final String GLOBAL = "AWS::DynamoDB::GlobalTable";
    private static final String SINGLE = "AWS::DynamoDB::Table";
    private static final Set<String> TABLES = Set.of(GLOBAL, SINGLE);

    private DynamoDbChecks() {}

    public static List<Check> all() {
        return List.of(
                Check.of(
                        "dynamodb-recovery",
                        "point-in-time recovery in every replica",
                        TABLES,
                        table -> Fault.when(
                                table.is(GLOBAL)
                                        ? anyReplica(
                                                table, "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")
                                        : !table.isTrue("PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled"),
                                "PointInTimeRecoveryEnabled is not true")),
                Check.of(
                        "dynamodb-cmk",
                        "a key of ours encrypts every replica",
                        TABLES,
                        table -> Fault.either(List.of(
                                Fault.not(table, "SSESpecification.SSEEnabled", "true"),
                                Fault.not(table, "SSESpecification.SSEType", "KMS"),
                                Fault.when(
                                        table.is(GLOBAL)
                                                ? table.each("Replicas").stream()
                                                        .anyMatch(replica -> replica.path("SSESpecification")
                                                                .path("KMSMasterKeyId")
                                                                .asString("")
                                                                .isEmpty())
                                                : !table.has("SSESpecification.KMSMasterKeyId"),
                                        "KMSMasterKeyId is missing")))),
                Check.of(
                        "dynamodb-ttl",
                        "items of the hot table (key profile_id) end by expires_at",
                        TABLES,
                        table -> Fault.when(
                                isHot(table)
                                        && !(table.isTrue("TimeToLiveSpecification.Enabled")
                                                && table.text("TimeToLiveSpecification.AttributeName")
                                                        .equals("expires_at")),
                                Fault.said(table, "TimeToLiveSpecification"))),
                Check.of(
                        "dynamodb-on-demand",
                        "billed by request: a burst is not throttled by a table's own limit",
                        TABLES,
                        table -> Fault.not(table, "BillingMode", "PAY_PER_REQUEST")),
                Check.of(
                        "dynamodb-deletion-protection",
                        "what outlives its stack cannot be deleted by mistake",
                        TABLES,
                        table -> Fault.when(
                                table.isKept()
                                        && (table.is(GLOBAL)
                                                ? anyReplica(table, "DeletionProtectionEnabled")
                                                : !table.isTrue("DeletionProtectionEnabled")),
                                "DeletionProtectionEnabled is not true")));
    }

    private static boolean isHot(Resource table) {
        return table.each("KeySchema").stream()
                .anyMatch(key -> key.path("AttributeName").asString("").equals("profile_id"));
    }

    /** Whether some replica, or there being none, lacks what should be true. */
    private static boolean anyReplica(Resource table, String... path) {
        return table.each("Replicas").isEmpty()
                || table.each("Replicas").stream().anyMatch(replica -> {
                    JsonNode node = replica;
                    for (String step : path) {
                        node = node.path(step);
                    }
                    return !node.asString("").equals("true");
                });
    }
}
