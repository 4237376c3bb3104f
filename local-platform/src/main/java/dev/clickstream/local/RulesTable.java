package dev.clickstream.local;

import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The table of the business rules' versions, as the deployment makes it. */
final class RulesTable {
    static final String NAME = "rules";
    private static final String RULE = "rule_id";
    private static final String VERSION = "version";

    private RulesTable() {}

    static void create(String endpoint) {
        DynamoDbTable.create(endpoint, NAME, RulesTable::keys, client -> {});
    }

    private static void keys(CreateTableRequest.Builder table) {
        table.attributeDefinitions(
                        attribute -> attribute.attributeName(RULE).attributeType(ScalarAttributeType.S),
                        attribute -> attribute.attributeName(VERSION).attributeType(ScalarAttributeType.N))
                .keySchema(
                        key -> key.attributeName(RULE).keyType(KeyType.HASH),
                        key -> key.attributeName(VERSION).keyType(KeyType.RANGE));
    }
}
