package dev.clickstream.infra.cost.line;

import static dev.clickstream.infra.cost.capacity.Assumptions.*;
import static dev.clickstream.infra.cost.line.Factor.per;
import static dev.clickstream.infra.cost.line.Factor.times;

import dev.clickstream.infra.cost.capacity.Deployment;
import dev.clickstream.infra.cost.capacity.Workload;
import dev.clickstream.infra.cost.price.Prices;
import java.util.List;

/** API Gateway and the collector's Lambda function. */
final class EdgeCost {
    private static final String PART = "Edge";
    private static final double FIRST_TIER_MILLIONS = 300;

    /** One that finds nothing to drain: it asks the bucket once. */
    private static final double DRAIN_SECONDS = 0.2;

    private static final double DRAIN_GB = 0.5;

    private EdgeCost() {}

    static List<CostLine> lines(Deployment deployment, Workload workload) {
        double millions = workload.millionRequestsPerMonth();
        double memory = deployment.lambdaMemoryMib() / 1_024.0;
        return List.of(
                CostLine.of(
                        PART,
                        "HTTP API, first 300 million",
                        Prices.API_REQUESTS,
                        times(Math.min(millions, FIRST_TIER_MILLIONS), "million requests")),
                CostLine.of(
                        PART,
                        "HTTP API, above",
                        Prices.API_REQUESTS_MORE,
                        times(Math.max(0, millions - FIRST_TIER_MILLIONS), "million requests")),
                CostLine.of(PART, "Lambda requests", Prices.LAMBDA_REQUESTS, times(millions, "million requests")),
                CostLine.of(
                        PART,
                        "Lambda compute",
                        Prices.LAMBDA_COMPUTE,
                        times(millions, "million requests"),
                        times(1e6, ""),
                        times(LAMBDA_MILLIS / 1_000, "s"),
                        times(memory, "GB")),
                CostLine.of(
                        PART,
                        "Lambda SnapStart cache, two versions",
                        Prices.SNAPSTART_CACHE,
                        times(2, "versions"),
                        times(memory, "GB"),
                        times(SECONDS_PER_MONTH, "s")),
                CostLine.of(
                        PART,
                        "Lambda SnapStart restores",
                        Prices.SNAPSTART_RESTORE,
                        times(millions * 1e6 / 1_000, "restores, one in a thousand requests"),
                        times(memory, "GB")),
                CostLine.of(
                        PART,
                        "Lambda compute of the drain, each minute",
                        Prices.LAMBDA_COMPUTE,
                        times(SECONDS_PER_MONTH / 60, "calls"),
                        times(DRAIN_SECONDS, "s"),
                        times(DRAIN_GB, "GB")),
                CostLine.of(
                        PART,
                        "Lambda SnapStart cache of the drain",
                        Prices.SNAPSTART_CACHE,
                        times(DRAIN_GB, "GB"),
                        times(SECONDS_PER_MONTH, "s")),
                CostLine.of(
                        PART,
                        "answers to the internet",
                        Prices.INTERNET_OUT,
                        times(millions, "million requests"),
                        times(RESPONSE_BYTES, "B"),
                        per(1_000, "")),
                CostLine.of(
                        PART,
                        "X-Ray traces",
                        Prices.TRACES,
                        times(millions, "million requests"),
                        times(TRACE_SHARE, "")));
    }

    /** CloudFront with WAF in front of the API; only where it is switched on. */
    static List<CostLine> front(Workload workload) {
        double millions = workload.millionRequestsPerMonth();
        return List.of(
                CostLine.of(
                        "Front",
                        "CloudFront requests",
                        Prices.CLOUDFRONT_REQUESTS,
                        times(millions, "million requests")),
                CostLine.of(
                        "Front",
                        "CloudFront, events to the API",
                        Prices.CLOUDFRONT_TO_ORIGIN,
                        times(workload.millionEventsPerMonth(), "million events"),
                        times(POSTED_BYTES, "B"),
                        per(1_000, "")),
                CostLine.of("Front", "WAF web ACL", Prices.WAF_ACL, times(1, "ACL")),
                CostLine.of("Front", "WAF rules", Prices.WAF_RULE, times(Inventory.WAF_RULES, "rules")),
                CostLine.of("Front", "WAF requests", Prices.WAF_REQUESTS, times(millions, "million requests")));
    }
}
