package dev.clickstream.infra.cost.line;

import static dev.clickstream.infra.cost.capacity.Assumptions.*;

import dev.clickstream.infra.cost.capacity.Workload;
import dev.clickstream.infra.cost.price.Prices;

/** Other ways to do the same, and from where on they cost less. */
public final class Alternatives {
    /** Three, one in each zone, of one vCPU and two gigabytes. */
    private static final int LEAST_TASKS = 3;

    private static final double TASK_GB = 2;
    /** What a load balancer's unit takes: so many new connections a second, or so many gigabytes an hour. */
    private static final double CONNECTIONS_PER_UNIT = 25;

    private static final double GB_PER_UNIT_HOUR = 1;

    private Alternatives() {}

    /** The collector behind API Gateway: what a request costs, and nothing else. */
    public static double lambdaCollector(Workload workload) {
        double millions = workload.millionRequestsPerMonth();
        double api = Math.min(millions, 300) * Prices.API_REQUESTS.usd()
                + Math.max(0, millions - 300) * Prices.API_REQUESTS_MORE.usd();
        double compute = millions * 1e6 * LAMBDA_MILLIS / 1_000 * Prices.LAMBDA_COMPUTE.usd();
        return api + millions * Prices.LAMBDA_REQUESTS.usd() + compute;
    }

    /** The same program as a server on Fargate behind a load balancer, sized for the busiest minute. */
    public static double fargateCollector(Workload workload) {
        double requests = workload.eventsPerSecond() / EVENTS_PER_REQUEST;
        double tasks = Math.max(LEAST_TASKS, Math.ceil(requests / (COLLECTOR_REQUESTS_PER_VCPU * UTILISATION)));
        double taskHour = Prices.FARGATE_CPU.usd() + TASK_GB * Prices.FARGATE_MEMORY.usd();
        double gbPerHour = workload.averageEventsPerSecond() * POSTED_BYTES * 3_600 / 1e9;
        // Every request on a connection of its own: the dearest case.
        double connections = workload.averageEventsPerSecond() / EVENTS_PER_REQUEST;
        double units = Math.max(gbPerHour / GB_PER_UNIT_HOUR, connections / CONNECTIONS_PER_UNIT);
        double balancerHour = Prices.LOAD_BALANCER.usd() + units * Prices.LOAD_BALANCER_UNIT.usd();
        return HOURS_PER_MONTH * (tasks * taskHour + balancerHour);
    }

    /** The steady rate from which on the server costs less than the function. */
    public static double fargateCollectorFrom() {
        double rate = 1;
        while (fargateCollector(Workload.steady(rate)) > lambdaCollector(Workload.steady(rate))) {
            rate += 1;
        }
        return rate;
    }

    /** Hours awake a day from which on two nodes of the smallest RA3 cost less than 8 RPU. */
    public static double provisionedWarehouseFromHours() {
        double nodes = 2 * Prices.REDSHIFT_RA3_XLPLUS.usd() * 24;
        return nodes / (8 * Prices.REDSHIFT_RPU.usd());
    }
}
