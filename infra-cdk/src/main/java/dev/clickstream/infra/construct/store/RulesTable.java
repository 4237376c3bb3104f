package dev.clickstream.infra.construct.store;

import dev.clickstream.infra.construct.access.CustomerKey;
import dev.clickstream.infra.construct.access.Statements;
import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.CfnGlobalTable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** The truth about business rules: an item per version. Operators write it; no program does. */
public final class RulesTable extends Construct {
    private static final String PARTITION_KEY = "rule_id";
    private static final String SORT_KEY = "version";

    private final CfnGlobalTable table;
    private final CustomerKey key;

    public RulesTable(Construct scope, String id, CustomerKey key, boolean keeps) {
        super(scope, id);
        this.key = key;
        this.table = OnDemandTable.begin(this, "Table", key, keeps)
                .attributeDefinitions(List.of(OnDemandTable.text(PARTITION_KEY), OnDemandTable.number(SORT_KEY)))
                .keySchema(List.of(OnDemandTable.hash(PARTITION_KEY), OnDemandTable.range(SORT_KEY)))
                .build();
        table.applyRemovalPolicy(keeps ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    }

    /** What a program needs that reads all rules while the cache is away. */
    public List<PolicyStatement> read() {
        return List.of(
                Statements.allow("RulesRead", List.of("dynamodb:Scan"), List.of(table.getAttrArn())),
                key.readThrough("RulesKey", "dynamodb"));
    }

    public String tableName() {
        return table.getRef();
    }
}
