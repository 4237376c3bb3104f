package dev.clickstream.infra.cost;

import dev.clickstream.infra.Profile;
import dev.clickstream.infra.cost.capacity.Need;
import dev.clickstream.infra.cost.capacity.Numbers;
import dev.clickstream.infra.cost.line.CostLine;
import dev.clickstream.infra.cost.price.Prices;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./clickstream infra cost}: needs no account and asks nobody. */
@Command(
        name = "cost",
        description = {
            "Estimates what the platform needs and what it costs in a month, from list prices.",
            "Each line shows its formula. docs/reference/cost.md explains prices and assumptions."
        },
        sortOptions = false)
public final class CostCommand implements Callable<Integer> {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Subject subject;

    @Option(
            names = "--load-factor",
            paramLabel = "F",
            description = "the month's average over the busiest minute, above 0 to 1 (profiles: 0.35, rates: 1)")
    private @Nullable Double loadFactor;

    @Option(names = "--front", description = "with CloudFront and WAF before the API")
    private boolean front;

    @Option(names = "--json", description = "print JSON instead of a table")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    private boolean help;

    /** One of the two must be named. */
    static final class Subject {
        @Option(
                names = {"-p", "--profile"},
                paramLabel = "P",
                description = "a profile with its own numbers: dev, small, production")
        private @Nullable String profile;

        @Option(
                names = "--rate",
                paramLabel = "N",
                description = "events per second, with what the capacity model asks for")
        private @Nullable Double rate;
    }

    @Override
    public Integer call() {
        CostReport report = report();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JSON.writeValueAsString(asJson(report)));
        } else {
            print(report, out);
        }
        out.flush();
        return 0;
    }

    private CostReport report() {
        try {
            if (loadFactor != null && loadFactor == 0) {
                throw new IllegalArgumentException("the load factor must be above 0 and at most 1, was 0");
            }
            CostReport.Options options = new CostReport.Options(loadFactor == null ? 0 : loadFactor, front);
            if (subject.profile != null) {
                return CostReport.of(Profile.named(subject.profile), options);
            }
            return CostReport.of(subject.rate == null ? 0 : subject.rate, options);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static void print(CostReport report, PrintWriter out) {
        out.printf(
                "%s: %s in the busiest minute, %s on average, %s million a month%n%n",
                report.title(),
                Numbers.rate(report.workload().eventsPerSecond()),
                Numbers.plain(report.workload().averageEventsPerSecond()),
                Numbers.plain(report.workload().millionEventsPerMonth()));
        out.println("Needed by the capacity model");
        for (Need need : report.needs()) {
            out.printf(
                    "  %-34s %12s %-14s %s%n", need.what(), Numbers.plain(need.value()), need.unit(), need.formula());
        }
        out.printf("%nUSD a month (%s, list prices looked up on %s)%n", Prices.REGION, Prices.LOOKED_UP_ON);
        for (CostLine line : report.lines()) {
            out.printf(
                    "  %-16s %-38s %10s  %s%n",
                    line.part(), line.what(), Numbers.usd(line.monthlyUsd()), line.formula());
        }
        out.println();
        for (Map.Entry<String, Double> part : report.monthlyUsdByPart().entrySet()) {
            out.printf("  %-55s %10s%n", part.getKey(), Numbers.usd(part.getValue()));
        }
        out.printf("  %-55s %10s%n", "total", Numbers.usd(report.monthlyUsd()));
        out.printf("  %-55s %10s%n", "per million events", Numbers.usd(report.usdPerMillionEvents()));
    }

    private static Json asJson(CostReport report) {
        return new Json(
                report.title(),
                Prices.REGION,
                Prices.LOOKED_UP_ON.toString(),
                report.workload().eventsPerSecond(),
                report.workload().averageEventsPerSecond(),
                report.workload().millionEventsPerMonth(),
                report.monthlyUsd(),
                report.usdPerMillionEvents(),
                report.needs(),
                report.lines());
    }

    /** What {@code --json} prints; the names are a contract. */
    record Json(
            String title,
            String region,
            String pricesLookedUpOn,
            double eventsPerSecond,
            double averageEventsPerSecond,
            double millionEventsPerMonth,
            double monthlyUsd,
            double usdPerMillionEvents,
            List<Need> needs,
            List<CostLine> lines) {}
}
