package dev.clickstream.infra.cost.line;

import static dev.clickstream.infra.cost.capacity.Assumptions.*;
import static dev.clickstream.infra.cost.line.Factor.times;

import dev.clickstream.infra.cost.capacity.Deployment;
import dev.clickstream.infra.cost.capacity.Workload;
import dev.clickstream.infra.cost.price.Prices;
import java.util.List;

/** Interface endpoints in every zone. The gateway endpoints of S3 and DynamoDB cost nothing, and there is no NAT. */
final class NetworkCost {
    private static final String PART = "Network";

    private NetworkCost() {}

    static List<CostLine> lines(Deployment deployment, Workload workload) {
        return List.of(
                CostLine.of(
                        PART,
                        "interface endpoints",
                        Prices.ENDPOINT_HOUR,
                        times(Inventory.INTERFACE_ENDPOINTS, "endpoints"),
                        times(deployment.zones(), "zones"),
                        times(HOURS_PER_MONTH, "h")),
                CostLine.of(
                        PART,
                        "data through them",
                        Prices.ENDPOINT_DATA,
                        times(ENDPOINT_GB + ObservabilityCost.taskLogGb(deployment), "GB")),
                CostLine.of(
                        PART,
                        "flow log",
                        Prices.LOG_INGESTION,
                        times(interfaces(deployment), "network interfaces"),
                        times(FLOW_LOG_GB, "GB")));
    }

    /** Of endpoints, brokers, tasks, Lambda's shared ones, warehouse and cache. */
    private static double interfaces(Deployment deployment) {
        double tasks = deployment.services().stream()
                .mapToDouble(service -> service.count())
                .sum();
        return Math.rint(Inventory.INTERFACE_ENDPOINTS * deployment.zones()
                + deployment.brokers()
                + tasks
                + 3.0 * deployment.zones());
    }
}
