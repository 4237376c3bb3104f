package dev.clickstream.infra.cost.line;

import static dev.clickstream.infra.cost.capacity.Assumptions.*;
import static dev.clickstream.infra.cost.line.Factor.per;
import static dev.clickstream.infra.cost.line.Factor.times;

import dev.clickstream.infra.cost.capacity.Deployment;
import dev.clickstream.infra.cost.capacity.Workload;
import dev.clickstream.infra.cost.price.Prices;
import java.util.List;

/** Logs, metrics, alarms, keys and secrets. */
final class ObservabilityCost {
    private static final String PART = "Watch and guard";
    /** An instance reads the write keys again each minute. */
    private static final double SECRET_READS_PER_HOUR = 60;

    private ObservabilityCost() {}

    static List<CostLine> lines(Deployment deployment, Workload workload) {
        double requestGb = workload.millionRequestsPerMonth() * REQUEST_LOG_BYTES / 1_000;
        double programGb = taskLogGb(deployment) + deployment.brokers() * BROKER_LOG_GB;
        double instances = workload.averageEventsPerSecond() / EVENTS_PER_REQUEST * LAMBDA_MILLIS / 1_000;
        return List.of(
                CostLine.of(
                        PART,
                        "logs of requests",
                        Prices.LOG_INGESTION,
                        times(workload.millionRequestsPerMonth(), "million requests"),
                        times(REQUEST_LOG_BYTES, "B"),
                        per(1_000, "")),
                CostLine.of(PART, "logs of tasks and brokers", Prices.LOG_INGESTION, times(programGb, "GB")),
                CostLine.of(
                        PART,
                        "logs kept",
                        Prices.LOG_STORAGE,
                        times(requestGb + programGb, "GB a month"),
                        times(deployment.logDays(), "days"),
                        per(30, "days")),
                CostLine.of(PART, "metrics from logs", Prices.METRIC, times(Inventory.METRIC_FILTERS, "metrics")),
                CostLine.of(
                        PART,
                        "metrics of brokers",
                        Prices.METRIC,
                        times(deployment.brokers(), "brokers"),
                        times(BROKER_METRICS, "metrics")),
                CostLine.of(PART, "metrics of routes", Prices.METRIC, times(ROUTE_METRICS, "metrics")),
                CostLine.of(
                        PART,
                        "metrics of services",
                        Prices.METRIC,
                        times(deployment.services().size() + 1, "services and cluster"),
                        times(SERVICE_METRICS, "metrics")),
                CostLine.of(PART, "alarms", Prices.ALARM, times(Inventory.ALARM_METRICS, "metrics in alarms")),
                CostLine.of(PART, "dashboards", Prices.DASHBOARD, times(Inventory.DASHBOARDS, "dashboards")),
                CostLine.of(PART, "budgets", Prices.BUDGET, times(Inventory.BUDGETS, "budgets")),
                CostLine.of(PART, "KMS keys", Prices.KMS_KEY, times(Inventory.KEYS, "keys")),
                CostLine.of(PART, "KMS requests", Prices.KMS_REQUESTS, times(KMS_MILLION, "million requests")),
                CostLine.of(PART, "secrets", Prices.SECRET, times(Inventory.SECRETS, "secrets")),
                CostLine.of(
                        PART,
                        "reads of the write keys",
                        Prices.SECRET_REQUESTS,
                        times(Math.max(1, instances), "Lambda instances"),
                        times(SECRET_READS_PER_HOUR * HOURS_PER_MONTH / 1e6, "million reads")));
    }

    static double taskLogGb(Deployment deployment) {
        return TASK_LOG_GB
                * deployment.services().stream()
                        .mapToDouble(tasks -> tasks.count())
                        .sum();
    }
}
