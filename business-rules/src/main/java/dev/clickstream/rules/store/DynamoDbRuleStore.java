package dev.clickstream.rules.store;

import static java.util.Objects.requireNonNull;

import dev.clickstream.event.EventJson;
import dev.clickstream.rules.RuleVersion;
import dev.clickstream.rules.json.RuleJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * Rules in a DynamoDB table with the key ({@code rule_id}, {@code version}). There is no pointer to the newest version: the
 * highest number is the newest, so that one conditional put is the whole change and nothing can disagree with it. Reading all
 * rules scans the table, history included: a megabyte holds some two thousand versions, and programs do it only while Redis
 * is away.
 */
public final class DynamoDbRuleStore implements RuleStore {
    private static final int CONCURRENCY = 16;
    private static final String RULE_ID = "rule_id";
    private static final String VERSION = "version";
    private static final String RULE = "rule";
    private static final String PUBLISHED = "published";
    private static final Comparator<StoredRule> ORDER =
            Comparator.comparing(StoredRule::id).thenComparingInt(StoredRule::version);

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbRuleStore(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = requireNonNull(dynamoDb, "dynamoDb");
        this.table = requireNonNull(table, "table");
    }

    @Override
    public Outcome add(RuleVersion version) {
        Map<String, AttributeValue> item = item(version);
        try {
            dynamoDb.putItem(put -> put.tableName(table)
                    .item(item)
                    .conditionExpression("attribute_not_exists(rule_id)")
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Outcome.STORED;
        } catch (ConditionalCheckFailedException e) {
            // The SDK repeats a put whose answer was lost: what is there may be our own.
            AttributeValue held = e.item().get(RULE);
            return held != null && held.equals(item.get(RULE)) ? Outcome.STORED : Outcome.TAKEN;
        }
    }

    @Override
    public List<StoredRule> newest() {
        Map<String, StoredRule> newest = new TreeMap<>();
        for (StoredRule version : all()) {
            newest.merge(version.id(), version, (one, other) -> one.version() > other.version() ? one : other);
        }
        return List.copyOf(newest.values());
    }

    @Override
    public List<StoredRule> history(String id) {
        QueryRequest query = QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("rule_id = :rule_id")
                .expressionAttributeValues(Map.of(":rule_id", AttributeValue.fromS(id)))
                .build();
        return dynamoDb.queryPaginator(query).items().stream()
                .map(DynamoDbRuleStore::stored)
                .toList();
    }

    @Override
    public List<StoredRule> unpublished() {
        return all().stream()
                .filter(version -> !version.published())
                .sorted(ORDER)
                .toList();
    }

    /** Side by side: a new platform has some fifty at once. */
    @Override
    public void markPublished(List<StoredRule> versions) {
        try (ExecutorService writers = Executors.newFixedThreadPool(Math.clamp(versions.size(), 1, CONCURRENCY))) {
            List<CompletableFuture<Void>> marks = versions.stream()
                    .map(version -> CompletableFuture.runAsync(() -> mark(version), writers))
                    .toList();
            CompletableFuture.allOf(marks.toArray(CompletableFuture[]::new)).join();
        }
    }

    private void mark(StoredRule version) {
        Map<String, AttributeValue> key = Map.of(
                RULE_ID, AttributeValue.fromS(version.id()),
                VERSION, AttributeValue.fromN(Integer.toString(version.version())));
        dynamoDb.updateItem(update -> update.tableName(table)
                .key(key)
                .updateExpression("SET #published = :yes")
                .conditionExpression("attribute_exists(rule_id)")
                .expressionAttributeNames(Map.of("#published", PUBLISHED))
                .expressionAttributeValues(Map.of(":yes", AttributeValue.fromBool(true))));
    }

    private List<StoredRule> all() {
        ScanRequest scan = ScanRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .projectionExpression("#id, #version, #rule, #published")
                .expressionAttributeNames(
                        Map.of("#id", RULE_ID, "#version", VERSION, "#rule", RULE, "#published", PUBLISHED))
                .build();
        List<StoredRule> all = new ArrayList<>();
        dynamoDb.scanPaginator(scan).items().forEach(item -> all.add(stored(item)));
        return all;
    }

    /** The JSON is what programs read; the members beside it are for those who look at the table. */
    private static Map<String, AttributeValue> item(RuleVersion version) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(RULE_ID, AttributeValue.fromS(version.rule().id()));
        item.put(VERSION, AttributeValue.fromN(Integer.toString(version.version())));
        item.put(RULE, AttributeValue.fromS(RuleJson.write(version)));
        item.put("kind", AttributeValue.fromS(version.rule().kind()));
        item.put("mode", AttributeValue.fromS(version.mode().word()));
        item.put("author", AttributeValue.fromS(version.author()));
        item.put("reason", AttributeValue.fromS(version.reason()));
        item.put("written_at", AttributeValue.fromS(EventJson.time(version.writtenAt())));
        return item;
    }

    private static StoredRule stored(Map<String, AttributeValue> item) {
        AttributeValue published = item.get(PUBLISHED);
        return new StoredRule(
                attribute(item, RULE_ID).s(),
                Integer.parseInt(attribute(item, VERSION).n()),
                attribute(item, RULE).s(),
                published != null && Boolean.TRUE.equals(published.bool()));
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new IllegalStateException("an item of the rules table lacks " + name + ": somebody else wrote to it");
        }
        return value;
    }
}
