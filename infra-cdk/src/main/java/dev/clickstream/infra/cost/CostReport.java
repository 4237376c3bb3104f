package dev.clickstream.infra.cost;

import static java.util.Objects.requireNonNull;

import dev.clickstream.infra.Profile;
import dev.clickstream.infra.cost.capacity.Assumptions;
import dev.clickstream.infra.cost.capacity.Capacity;
import dev.clickstream.infra.cost.capacity.Deployment;
import dev.clickstream.infra.cost.capacity.Need;
import dev.clickstream.infra.cost.capacity.Workload;
import dev.clickstream.infra.cost.line.Bill;
import dev.clickstream.infra.cost.line.CostLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The estimate for one deployment: what it needs, and what it costs. */
public record CostReport(String title, Workload workload, List<Need> needs, List<CostLine> lines) {
    public CostReport {
        requireNonNull(title, "title");
        requireNonNull(workload, "workload");
        needs = List.copyOf(needs);
        lines = List.copyOf(lines);
    }

    /** A profile with its own numbers. */
    public static CostReport of(Profile profile, Options options) {
        Workload workload =
                new Workload(profile.eventsPerSecond(), options.loadFactorOr(Assumptions.PROFILE_LOAD_FACTOR));
        return report("profile " + profile.name(), Deployment.of(profile, workload), workload, options);
    }

    /** A rate, with the numbers that the capacity model asks for. */
    public static CostReport of(double eventsPerSecond, Options options) {
        Workload workload = new Workload(eventsPerSecond, options.loadFactorOr(1));
        Deployment deployment = Deployment.sizedFor(workload);
        return report(deployment.name(), deployment, workload, options);
    }

    private static CostReport report(String title, Deployment deployment, Workload workload, Options options) {
        return new CostReport(
                title, workload, new Capacity(workload).needs(), Bill.lines(deployment, workload, options.front()));
    }

    public double monthlyUsd() {
        return lines.stream().mapToDouble(CostLine::monthlyUsd).sum();
    }

    public double usdPerMillionEvents() {
        return monthlyUsd() / workload.millionEventsPerMonth();
    }

    /** In the order of the bill. */
    public Map<String, Double> monthlyUsdByPart() {
        Map<String, Double> parts = new LinkedHashMap<>();
        lines.forEach(line -> parts.merge(line.part(), line.monthlyUsd(), Double::sum));
        return parts;
    }

    /**
     * What may be asked differently.
     *
     * @param loadFactor the month's average over the busiest minute; 0 for the usual one
     * @param front whether CloudFront and WAF stand before the API
     */
    public record Options(double loadFactor, boolean front) {
        public static Options usual() {
            return new Options(0, false);
        }

        double loadFactorOr(double usual) {
            return loadFactor == 0 ? usual : loadFactor;
        }
    }
}
