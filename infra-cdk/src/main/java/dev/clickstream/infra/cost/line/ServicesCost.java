package dev.clickstream.infra.cost.line;

import static dev.clickstream.infra.cost.capacity.Assumptions.*;
import static dev.clickstream.infra.cost.line.Factor.times;

import dev.clickstream.infra.cost.capacity.Deployment;
import dev.clickstream.infra.cost.capacity.Tasks;
import dev.clickstream.infra.cost.price.Prices;
import java.util.ArrayList;
import java.util.List;

/** ECS on Fargate, arm64. */
final class ServicesCost {
    private static final String PART = "Services";
    private static final int FREE_DISK_GIB = 20;

    private ServicesCost() {}

    static List<CostLine> lines(Deployment deployment) {
        List<CostLine> lines = new ArrayList<>();
        for (Tasks tasks : deployment.services()) {
            lines.add(CostLine.of(
                    PART,
                    tasks.service() + ", CPU",
                    Prices.FARGATE_CPU,
                    times(tasks.count(), "tasks"),
                    times(tasks.vcpu(), "vCPU"),
                    times(HOURS_PER_MONTH, "h")));
            lines.add(CostLine.of(
                    PART,
                    tasks.service() + ", memory",
                    Prices.FARGATE_MEMORY,
                    times(tasks.count(), "tasks"),
                    times(tasks.memoryGb(), "GB"),
                    times(HOURS_PER_MONTH, "h")));
            if (tasks.diskGib() > FREE_DISK_GIB) {
                lines.add(CostLine.of(
                        PART,
                        tasks.service() + ", disk",
                        Prices.FARGATE_DISK,
                        times(tasks.count(), "tasks"),
                        times(tasks.diskGib() - FREE_DISK_GIB, "GB"),
                        times(HOURS_PER_MONTH, "h")));
            }
        }
        lines.add(CostLine.of(PART, "images", Prices.ECR_STORAGE, times(IMAGE_GB, "GB")));
        return lines;
    }
}
