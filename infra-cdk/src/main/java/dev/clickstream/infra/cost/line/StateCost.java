package dev.clickstream.infra.cost.line;

import static dev.clickstream.infra.cost.capacity.Assumptions.*;
import static dev.clickstream.infra.cost.line.Factor.per;
import static dev.clickstream.infra.cost.line.Factor.times;

import dev.clickstream.infra.cost.capacity.Capacity;
import dev.clickstream.infra.cost.capacity.Deployment;
import dev.clickstream.infra.cost.capacity.Workload;
import dev.clickstream.infra.cost.price.Price;
import dev.clickstream.infra.cost.price.Prices;
import java.util.List;

/** DynamoDB, S3 and the cache. */
final class StateCost {
    private static final String PART = "State";

    private StateCost() {}

    static List<CostLine> lines(Deployment deployment, Workload workload) {
        double millions = workload.millionEventsPerMonth();
        double hotGb = new Capacity(workload).hotTableGb();
        double loads = SECONDS_PER_MONTH / deployment.cycleSeconds() / 1e6;
        double lakeGb = millions * PARQUET_BYTES / 1_000;
        return List.of(
                CostLine.of(
                        PART,
                        "DynamoDB writes",
                        Prices.DYNAMODB_WRITE,
                        times(millions, "million events"),
                        times(Workload.writeUnitsPerEvent(WINDOW_SECONDS), "write units")),
                CostLine.of(
                        PART,
                        "DynamoDB reads",
                        Prices.DYNAMODB_READ,
                        times(millions, "million events"),
                        times(READS_PER_EVENT, "reads"),
                        times(UNITS_PER_READ, "read units")),
                CostLine.of(PART, "DynamoDB storage", Prices.DYNAMODB_STORAGE, times(hotGb, "GB")),
                CostLine.of(PART, "DynamoDB PITR", Prices.DYNAMODB_PITR, times(hotGb, "GB")),
                CostLine.of(
                        PART,
                        "S3 writes",
                        Prices.S3_PUT,
                        times(loads * PUTS_PER_LOAD + lakeGb / SLICE_GB / 1e6, "million requests")),
                CostLine.of(
                        PART,
                        "S3 reads",
                        Prices.S3_GET,
                        times(loads * GETS_PER_LOAD + lakeGb / SLICE_GB / 1e6, "million requests")),
                stored("S3 Standard", Prices.S3_STORAGE, millions, STANDARD_MONTHS),
                stored("S3 Standard-IA", Prices.S3_INFREQUENT, millions, INFREQUENT_MONTHS),
                stored(
                        "S3 Glacier Instant Retrieval, month 12",
                        Prices.S3_GLACIER_INSTANT,
                        millions,
                        HISTORY_MONTHS - STANDARD_MONTHS - INFREQUENT_MONTHS),
                CostLine.of(
                        PART, "cache data", Prices.CACHE_STORAGE, times(CACHE_GB, "GB"), times(HOURS_PER_MONTH, "h")),
                CostLine.of(
                        PART,
                        "cache units",
                        Prices.CACHE_UNITS,
                        times(count(deployment, "workflows"), "tasks"),
                        times(SECONDS_PER_MONTH / RULES_SECONDS / 1e6, "million fetches"),
                        times(RULES_ECPU, "ECPU")));
    }

    private static CostLine stored(String what, Price price, double millions, double months) {
        return CostLine.of(
                PART,
                what,
                price,
                times(millions, "million events"),
                times(PARQUET_BYTES, "B"),
                per(1_000, ""),
                times(months, "months"));
    }

    private static double count(Deployment deployment, String service) {
        return deployment.services().stream()
                .filter(tasks -> tasks.service().equals(service))
                .mapToDouble(tasks -> tasks.count())
                .sum();
    }
}
