package dev.clickstream.infra.cost.line;

import dev.clickstream.infra.cost.capacity.Deployment;
import dev.clickstream.infra.cost.capacity.Workload;
import java.util.ArrayList;
import java.util.List;

/** All lines of a deployment under a workload. */
public final class Bill {
    private Bill() {}

    /** @param front whether CloudFront and WAF stand before the API */
    public static List<CostLine> lines(Deployment deployment, Workload workload, boolean front) {
        List<CostLine> lines = new ArrayList<>();
        lines.addAll(EdgeCost.lines(deployment, workload));
        if (front) {
            lines.addAll(EdgeCost.front(workload));
        }
        lines.addAll(StreamCost.lines(deployment, workload));
        lines.addAll(ServicesCost.lines(deployment));
        lines.addAll(StateCost.lines(deployment, workload));
        lines.addAll(WarehouseCost.lines(deployment, workload));
        lines.addAll(NetworkCost.lines(deployment, workload));
        lines.addAll(ObservabilityCost.lines(deployment, workload));
        return List.copyOf(lines);
    }
}
