package dev.clickstream.infra.construct.store;

import dev.clickstream.infra.construct.access.CustomerKey;
import dev.clickstream.infra.construct.access.Statements;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.CfnGlobalTable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** The hot store: an item per profile and category. It is a view of Kafka and can be built anew. */
public final class RecentItemsTable extends Construct {
    private static final String PARTITION_KEY = "profile_id";
    private static final String SORT_KEY = "category";
    /** Behind this table's name stand those of later generations, as {@code GenerationTables} names them. */
    private static final String GENERATIONS = "-g*";
    /** The partition key of the pointer, as {@code TablePointerStore} has it. */
    private static final String POINTER = "#tables";

    private final CfnGlobalTable table;
    private final CustomerKey key;

    public RecentItemsTable(Construct scope, String id, CustomerKey key, boolean keeps) {
        super(scope, id);
        this.key = key;
        this.table = OnDemandTable.begin(this, "Table", key, keeps)
                .attributeDefinitions(List.of(OnDemandTable.text(PARTITION_KEY), OnDemandTable.text(SORT_KEY)))
                .keySchema(List.of(OnDemandTable.hash(PARTITION_KEY), OnDemandTable.range(SORT_KEY)))
                .timeToLiveSpecification(CfnGlobalTable.TimeToLiveSpecificationProperty.builder()
                        .attributeName("expires_at")
                        .enabled(true)
                        .build())
                .build();
        table.applyRemovalPolicy(keeps ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    }

    /**
     * What the sink needs: it puts whole items with a condition, here and in the tables that a rebuild makes beside this one,
     * and reads one item alone, the pointer that says which of them is the live one.
     */
    public List<PolicyStatement> write() {
        return List.of(
                Statements.allow(
                        "RecentItemsWrite",
                        List.of("dynamodb:PutItem"),
                        List.of(table.getAttrArn(), table.getAttrArn() + GENERATIONS)),
                Statements.allow(
                        "RecentItemsPointer",
                        List.of("dynamodb:GetItem"),
                        List.of(table.getAttrArn()),
                        Map.of("ForAnyValue:StringEquals", Map.of("dynamodb:LeadingKeys", POINTER))),
                key.useThrough("RecentItemsKey", "dynamodb"));
    }

    public String tableName() {
        return table.getRef();
    }
}
