package dev.clickstream.infra.cost.line;

import static dev.clickstream.infra.cost.capacity.Assumptions.*;
import static dev.clickstream.infra.cost.line.Factor.per;
import static dev.clickstream.infra.cost.line.Factor.times;

import dev.clickstream.infra.cost.capacity.Deployment;
import dev.clickstream.infra.cost.capacity.Workload;
import dev.clickstream.infra.cost.price.Prices;
import java.util.List;

/** Redshift Serverless: compute for loads and dbt only; what analysts ask comes on top where the warehouse would sleep. */
final class WarehouseCost {
    private static final String PART = "Warehouse";
    private static final double DAYS_PER_MONTH = HOURS_PER_MONTH / 24;

    private WarehouseCost() {}

    static List<CostLine> lines(Deployment deployment, Workload workload) {
        return List.of(
                CostLine.of(
                        PART,
                        "compute",
                        Prices.REDSHIFT_RPU,
                        times(deployment.baseRpu(), "RPU"),
                        times(deployment.rpuHoursPerDay() / deployment.baseRpu(), "h awake a day"),
                        times(DAYS_PER_MONTH, "days")),
                CostLine.of(
                        PART,
                        "storage, month 12",
                        Prices.REDSHIFT_STORAGE,
                        times(workload.millionEventsPerMonth(), "million events"),
                        times(WAREHOUSE_BYTES, "B"),
                        per(1_000, ""),
                        times(HISTORY_MONTHS, "months")));
    }
}
