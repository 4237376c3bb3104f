package dev.clickstream.infra.cost.line;

import static dev.clickstream.infra.cost.capacity.Assumptions.*;
import static dev.clickstream.infra.cost.line.Factor.per;
import static dev.clickstream.infra.cost.line.Factor.times;

import dev.clickstream.infra.cost.capacity.Deployment;
import dev.clickstream.infra.cost.capacity.Workload;
import dev.clickstream.infra.cost.price.Prices;
import java.util.List;

/** MSK. Replication between brokers costs nothing; what clients send and fetch across zones costs on both sides. */
final class StreamCost {
    private static final String PART = "Kafka";

    private StreamCost() {}

    static List<CostLine> lines(Deployment deployment, Workload workload) {
        double elsewhere = (deployment.zones() - 1.0) / deployment.zones();
        return List.of(
                CostLine.of(
                        PART,
                        "brokers " + deployment.brokerType().typeName(),
                        deployment.brokerType().price(),
                        times(deployment.brokers(), "brokers"),
                        times(HOURS_PER_MONTH, "h")),
                CostLine.of(
                        PART,
                        "broker storage",
                        Prices.MSK_STORAGE,
                        times(deployment.brokers(), "brokers"),
                        times(deployment.storageGib(), "GB")),
                crossing("written across zones", workload, WRITTEN_BYTES, elsewhere),
                crossing("read across zones", workload, READ_BYTES, elsewhere));
    }

    private static CostLine crossing(String what, Workload workload, double bytes, double elsewhere) {
        return CostLine.of(
                PART,
                what,
                Prices.CROSS_ZONE,
                times(workload.millionEventsPerMonth(), "million events"),
                times(bytes, "B"),
                per(1_000, ""),
                times(elsewhere, "in another zone"),
                times(2, "sides"));
    }
}
