package dev.clickstream.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.infra.Profile;
import dev.clickstream.infra.StackName;
import dev.clickstream.infra.Synthesis;
import dev.clickstream.infra.Template;
import dev.clickstream.infra.construct.watch.AlarmName;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ObservabilityStackTest {
    private static Template watch;

    @BeforeAll
    static void synthesise() {
        watch = Synthesis.of(Profile.PRODUCTION).of(StackName.OBSERVABILITY);
    }

    @Test
    void everyAlarmIsThereAndNamesItsRunbook() {
        Stream<String> named = watch.all("AWS::CloudWatch::Alarm").stream()
                .map(alarm -> alarm.path("AlarmDescription").asString().replaceFirst(".*Runbook: ", ""))
                .distinct();

        // The cost is watched by a budget.
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(AlarmName.values())
                        .filter(name -> name != AlarmName.COST)
                        .map(AlarmName::runbook)
                        .toList());
        assertThat(watch.only("AWS::Budgets::Budget").at("/Budget/BudgetName").asString())
                .endsWith(AlarmName.COST.kebab());
    }

    @Test
    void everyAlarmTellsTheTopicWhenItBeginsAndWhenItEnds() {
        assertThat(watch.all("AWS::CloudWatch::Alarm")).hasSize(24).allSatisfy(alarm -> {
            assertThat(alarm.path("AlarmActions")).hasSize(1);
            assertThat(alarm.path("OKActions")).isEqualTo(alarm.path("AlarmActions"));
            assertThat(alarm.path("Metrics").size()).isLessThanOrEqualTo(11);
        });
    }

    @Test
    void silenceOfTheLoaderIsAnAlarm() {
        assertThat(watch.resources("AWS::CloudWatch::Alarm").entrySet().stream()
                        .filter(alarm -> alarm.getKey().contains("warehousefreshness"))
                        .map(alarm -> alarm.getValue()
                                .at("/Properties/TreatMissingData")
                                .asString()))
                .containsExactly("breaching");
    }

    @Test
    void metricsAreCutOutOfTheProgramsLines() {
        assertThat(watch.all("AWS::Logs::MetricFilter").stream()
                        .map(filter -> "%s %s"
                                .formatted(
                                        filter.path("FilterPattern").asString(),
                                        filter.at("/MetricTransformations/0/MetricValue")
                                                .asString())))
                .containsExactlyInAnyOrder(
                        "{ $.metric = \"load\" } $.accepted",
                        "{ $.metric = \"load\" } $.rejected",
                        "{ $.metric = \"load\" } $.deadLetters",
                        "{ $.metric = \"load\" } $.late",
                        "{ $.metric = \"load\" } $.bytes",
                        "{ $.metric = \"load\" } $.stagingSeconds",
                        "{ $.metric = \"load\" } $.cycleSeconds",
                        "{ $.metric = \"load\" } $.lag",
                        "{ $.metric = \"load\" } $.freshnessSeconds",
                        "{ $.metric = \"drain\" } $.oldestSeconds",
                        "{ $.metric = \"drain\" } $.events",
                        "{ $.metric = \"drain\" } $.left",
                        "{ $.metric = \"audit\" } $.gaps",
                        "{ $.metric = \"dbt_run\" } $.seconds",
                        "{ $.metric = \"dbt_run\" } $.failed",
                        "{ $.metric = \"dbt_run\" } $.freshnessSeconds",
                        "{ $.metric = \"heartbeat\" } $.seconds");
    }

    @Test
    void theBudgetIsTheProfilesAndToldBeforeItIsSpent() {
        JsonNode budget = watch.only("AWS::Budgets::Budget");

        assertThat(budget.at("/Budget/BudgetLimit/Amount").asInt()).isEqualTo(Profile.PRODUCTION.monthlyBudgetUsd());
        assertThat(budget.path("NotificationsWithSubscribers")
                        .valueStream()
                        .map(notice ->
                                notice.at("/Notification/NotificationType").asString()
                                        + notice.at("/Notification/Threshold").asInt()))
                .containsExactly("ACTUAL80", "FORECASTED100");
        assertThat(watch.resources("AWS::CE::AnomalyMonitor")).hasSize(1);
        assertThat(watch.resources("AWS::CE::AnomalySubscription")).hasSize(1);
    }

    @Test
    void theTopicIsEncryptedAndOnlyThreeServicesOfThisAccountWriteToIt() {
        assertThat(watch.only("AWS::SNS::Topic").has("KmsMasterKeyId")).isTrue();
        assertThat(watch.only("AWS::SNS::TopicPolicy")
                        .at("/PolicyDocument/Statement")
                        .valueStream()
                        .filter(statement -> statement.path("Effect").asString().equals("Allow")))
                .hasSize(3)
                .allSatisfy(statement -> assertThat(statement
                                .at("/Condition/StringEquals/aws:SourceAccount")
                                .isMissingNode())
                        .isFalse());
    }
}
