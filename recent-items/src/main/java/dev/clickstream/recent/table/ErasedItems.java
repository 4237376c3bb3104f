package dev.clickstream.recent.table;

import static java.util.Objects.requireNonNull;

import dev.clickstream.recent.Profiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Items of people who were erased, in the live table and in every table that a rebuild made beside it. Reads these tables whole:
 * the list of the erased tells of a name whether it is on it, and not which names are.
 */
public final class ErasedItems {
    /**
     * What was found.
     *
     * @param items of erased profiles that hold something of before, or nothing at all: lists and their details
     * @param deleted of them
     */
    public record Found(long items, long deleted) {
        private Found plus(Found other) {
            return new Found(items + other.items, deleted + other.deleted);
        }
    }

    private final DynamoDbClient dynamoDb;
    private final String baseTable;
    private final Function<String, @Nullable Instant> erasedBefore;

    /** @param erasedBefore gives for an id, of a person or a device, since when it is somebody new; null if it is not erased */
    public ErasedItems(DynamoDbClient dynamoDb, String baseTable, Function<String, @Nullable Instant> erasedBefore) {
        this.dynamoDb = requireNonNull(dynamoDb, "dynamoDb");
        this.baseTable = requireNonNull(baseTable, "baseTable");
        this.erasedBefore = requireNonNull(erasedBefore, "erasedBefore");
    }

    /** Counts them. */
    public Found count() {
        return all(false);
    }

    /**
     * Deletes those that hold nothing of after the erasure, each only while it is as it was read: what a processor writes
     * meanwhile is found the next time.
     */
    public Found delete() {
        return all(true);
    }

    private Found all(boolean deleting) {
        Found found = new Found(0, 0);
        for (String table : tables()) {
            found = found.plus(in(table, deleting));
        }
        return found;
    }

    private List<String> tables() {
        String ours = "-g[0-9]+|-at-.*";
        return dynamoDb.listTablesPaginator().tableNames().stream()
                .filter(name -> name.equals(baseTable)
                        || (name.startsWith(baseTable)
                                && name.substring(baseTable.length()).matches(ours)))
                .toList();
    }

    private Found in(String table, boolean deleting) {
        ScanRequest scan = ScanRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .projectionExpression("profile_id, category, occurred_at, #sequence, #generation")
                .expressionAttributeNames(
                        Map.of("#sequence", SnapshotItem.SEQUENCE, "#generation", SnapshotItem.GENERATION))
                .build();
        // A detail does not tell of when its items are: it goes with its list, which stands beside it.
        Map<String, List<Map<String, AttributeValue>>> ofErased = new HashMap<>();
        for (ScanResponse page : dynamoDb.scanPaginator(scan)) {
            for (Map<String, AttributeValue> item : page.items()) {
                String profile =
                        SnapshotItem.attribute(item, SnapshotItem.PROFILE_ID).s();
                if (!SnapshotItem.isOurs(profile) && before(profile) != null) {
                    ofErased.computeIfAbsent(profile + '\0' + listOf(item), none -> new ArrayList<>())
                            .add(item);
                }
            }
        }
        long items = 0;
        long deleted = 0;
        for (List<Map<String, AttributeValue>> category : ofErased.values()) {
            Instant before = requireNonNull(before(SnapshotItem.attribute(category.getFirst(), SnapshotItem.PROFILE_ID)
                    .s()));
            List<Instant> times = times(category);
            boolean holdsOld = times.isEmpty() || times.stream().anyMatch(time -> time.isBefore(before));
            boolean holdsNew = times.stream().anyMatch(time -> !time.isBefore(before));
            if (holdsOld) {
                items += category.size();
                deleted += deleting && !holdsNew ? delete(table, category) : 0;
            }
        }
        return new Found(items, deleted);
    }

    private @Nullable Instant before(String profile) {
        return erasedBefore.apply(Profiles.id(profile));
    }

    private static String listOf(Map<String, AttributeValue> item) {
        String category = SnapshotItem.attribute(item, SnapshotItem.CATEGORY).s();
        return category.endsWith(SnapshotItem.DETAIL_SUFFIX)
                ? category.substring(0, category.length() - SnapshotItem.DETAIL_SUFFIX.length())
                : category;
    }

    private static List<Instant> times(List<Map<String, AttributeValue>> category) {
        return category.stream()
                .filter(item -> item.containsKey(SnapshotItem.OCCURRED_AT))
                .flatMap(item -> SnapshotItem.attribute(item, SnapshotItem.OCCURRED_AT).l().stream())
                .map(time -> Instant.ofEpochSecond(Long.parseLong(time.n())))
                .toList();
    }

    private long delete(String table, List<Map<String, AttributeValue>> items) {
        long deleted = 0;
        for (Map<String, AttributeValue> item : items) {
            try {
                dynamoDb.deleteItem(delete -> delete.tableName(table)
                        .key(Map.of(
                                SnapshotItem.PROFILE_ID,
                                SnapshotItem.attribute(item, SnapshotItem.PROFILE_ID),
                                SnapshotItem.CATEGORY,
                                SnapshotItem.attribute(item, SnapshotItem.CATEGORY)))
                        .conditionExpression("#sequence = :sequence AND #generation = :generation")
                        .expressionAttributeNames(
                                Map.of("#sequence", SnapshotItem.SEQUENCE, "#generation", SnapshotItem.GENERATION))
                        .expressionAttributeValues(Map.of(
                                ":sequence", SnapshotItem.attribute(item, SnapshotItem.SEQUENCE),
                                ":generation", SnapshotItem.attribute(item, SnapshotItem.GENERATION))));
                deleted++;
            } catch (ConditionalCheckFailedException changed) {
                // Somebody wrote it meanwhile; it is looked at again.
            }
        }
        return deleted;
    }
}
