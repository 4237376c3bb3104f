package dev.clickstream.infra.construct.store;

import dev.clickstream.infra.construct.access.CustomerKey;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.CfnGlobalTable;
import software.constructs.Construct;

/**
 * What all tables have in common: billed by request, encrypted with a key of ours, to be turned back to any moment. Written in
 * CloudFormation's own words, since CDK's TableV2 wants to know the region before it takes a customer's key.
 */
final class OnDemandTable {
    private OnDemandTable() {}

    /** @param keeps whether it cannot be deleted by mistake */
    static CfnGlobalTable.Builder begin(Construct scope, String id, CustomerKey key, boolean keeps) {
        return CfnGlobalTable.Builder.create(scope, id)
                .billingMode("PAY_PER_REQUEST")
                .sseSpecification(CfnGlobalTable.SSESpecificationProperty.builder()
                        .sseEnabled(true)
                        .sseType("KMS")
                        .build())
                .replicas(List.of(CfnGlobalTable.ReplicaSpecificationProperty.builder()
                        .region(Stack.of(scope).getRegion())
                        .deletionProtectionEnabled(keeps)
                        .pointInTimeRecoverySpecification(
                                CfnGlobalTable.PointInTimeRecoverySpecificationProperty.builder()
                                        .pointInTimeRecoveryEnabled(true)
                                        .build())
                        .sseSpecification(CfnGlobalTable.ReplicaSSESpecificationProperty.builder()
                                .kmsMasterKeyId(key.arn())
                                .build())
                        .build()));
    }

    static CfnGlobalTable.AttributeDefinitionProperty text(String name) {
        return attribute(name, "S");
    }

    static CfnGlobalTable.AttributeDefinitionProperty number(String name) {
        return attribute(name, "N");
    }

    private static CfnGlobalTable.AttributeDefinitionProperty attribute(String name, String type) {
        return CfnGlobalTable.AttributeDefinitionProperty.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    static CfnGlobalTable.KeySchemaProperty hash(String name) {
        return keyed(name, "HASH");
    }

    static CfnGlobalTable.KeySchemaProperty range(String name) {
        return keyed(name, "RANGE");
    }

    private static CfnGlobalTable.KeySchemaProperty keyed(String name, String type) {
        return CfnGlobalTable.KeySchemaProperty.builder()
                .attributeName(name)
                .keyType(type)
                .build();
    }
}
