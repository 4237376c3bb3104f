package dev.clickstream.infra.construct.watch;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.ce.CfnAnomalyMonitor;
import software.amazon.awscdk.services.ce.CfnAnomalySubscription;
import software.constructs.Construct;

/**
 * A budget for the month and a watch for what is unusual, both over what carries the platform's tag. The tags must once be
 * made cost allocation tags of the account.
 */
public final class CostWatch extends Construct {
    private static final String TAG = "clickstream:profile";
    private static final int UNUSUAL_PERCENT_OF_BUDGET = 5;

    public CostWatch(Construct scope, String id, String profile, int monthlyUsd, String topicArn) {
        super(scope, id);
        budget(profile, monthlyUsd, topicArn);
        CfnAnomalyMonitor monitor = CfnAnomalyMonitor.Builder.create(this, "Unusual")
                .monitorName("clickstream-" + profile)
                .monitorType("CUSTOM")
                .monitorSpecification("{\"Tags\":{\"Key\":\"%s\",\"Values\":[\"%s\"]}}".formatted(TAG, profile))
                .build();
        CfnAnomalySubscription.Builder.create(this, "UnusualNotice")
                .subscriptionName("clickstream-" + profile)
                .frequency("IMMEDIATE")
                .monitorArnList(List.of(monitor.getAttrMonitorArn()))
                .subscribers(List.of(CfnAnomalySubscription.SubscriberProperty.builder()
                        .type("SNS")
                        .address(topicArn)
                        .build()))
                .thresholdExpression(
                        "{\"Dimensions\":{\"Key\":\"ANOMALY_TOTAL_IMPACT_ABSOLUTE\",\"MatchOptions\":[\"GREATER_THAN_OR_EQUAL\"],\"Values\":[\"%d\"]}}"
                                .formatted(Math.max(1, monthlyUsd * UNUSUAL_PERCENT_OF_BUDGET / 100)))
                .build();
    }

    private void budget(String profile, int monthlyUsd, String topicArn) {
        CfnBudget.Builder.create(this, "Budget")
                .budget(CfnBudget.BudgetDataProperty.builder()
                        .budgetName("clickstream-%s-%s".formatted(profile, AlarmName.COST.kebab()))
                        .budgetType("COST")
                        .timeUnit("MONTHLY")
                        .budgetLimit(CfnBudget.SpendProperty.builder()
                                .amount(monthlyUsd)
                                .unit("USD")
                                .build())
                        .costFilters(Map.of("TagKeyValue", List.of("user:%s$%s".formatted(TAG, profile))))
                        .build())
                .notificationsWithSubscribers(
                        List.of(notice("ACTUAL", 80, topicArn), notice("FORECASTED", 100, topicArn)))
                .build();
    }

    private static CfnBudget.NotificationWithSubscribersProperty notice(String type, int percent, String topicArn) {
        return CfnBudget.NotificationWithSubscribersProperty.builder()
                .notification(CfnBudget.NotificationProperty.builder()
                        .notificationType(type)
                        .comparisonOperator("GREATER_THAN")
                        .threshold(percent)
                        .thresholdType("PERCENTAGE")
                        .build())
                .subscribers(List.of(CfnBudget.SubscriberProperty.builder()
                        .subscriptionType("SNS")
                        .address(topicArn)
                        .build()))
                .build();
    }
}
