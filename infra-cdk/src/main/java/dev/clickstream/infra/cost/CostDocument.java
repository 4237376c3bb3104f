package dev.clickstream.infra.cost;

import dev.clickstream.infra.Profile;
import dev.clickstream.infra.cost.capacity.Assumption;
import dev.clickstream.infra.cost.capacity.Assumptions;
import dev.clickstream.infra.cost.capacity.Capacity;
import dev.clickstream.infra.cost.capacity.Numbers;
import dev.clickstream.infra.cost.capacity.ProfileCheck;
import dev.clickstream.infra.cost.capacity.Workload;
import dev.clickstream.infra.cost.line.Alternatives;
import dev.clickstream.infra.cost.line.CostLine;
import dev.clickstream.infra.cost.price.Price;
import dev.clickstream.infra.cost.price.Prices;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** docs/reference/cost.md: all of it follows from prices, assumptions and profiles. */
final class CostDocument {
    static final List<Double> RATES = List.of(10.0, 100.0, 1_000.0, 10_000.0);

    private static final String HEAD = """
            # Cost

            Generated from `dev.clickstream.infra.cost`; a test says when it is stale. Write it anew with

            ```sh
            mvn -pl infra-cdk test -Dtest=CostDocumentTest -Dtest.jvm.flags="-Dgolden.write=true"
            ```

            `./clickstream infra cost --rate N` or `--profile P` prints the same for any rate or profile, each line with its
            formula; `--load-factor F` and `--front` ask differently, `--json` is for machines. It is an estimate from list prices,
            on demand: no free tier, no savings plan, no tax, no support plan. Measure yours and compare with the assumptions below.

            A rate column holds that rate in every second of the month, with the sizes that the [capacity model](../scale.md) asks
            for. A profile column has the profile's own sizes; its rate is that of its busiest minute, and %s of it is the average.
            """;

    private static final String BY_HAND = """
            ## One row by hand

            Lambda compute at 1,000 events/s:

            ```
            1,000 events/s x 2,628,000 s (730 h)     = 2,628,000,000 events a month
            2,628,000,000 / 4 events per request     =   657,000,000 requests
            657,000,000 x 0.040 s x 1 GB             =    26,280,000 GB-s
            26,280,000 GB-s x 0.0000133334 USD       =        350.40 USD
            ```
            """;

    private static final String PRICES = """
            Region %s, looked up on %s. The pages show their prices by script; "looked up" means: read in a print of AWS's price list
            by a public tool (August 2026), or in two places that agree, and not on the page itself. Elsewhere prices differ;
            set them for your region before you decide anything by them.
            """;

    private final Markdown text = new Markdown();

    private CostDocument() {}

    static String text() {
        CostDocument document = new CostDocument();
        document.write();
        return document.text.toString();
    }

    private void write() {
        List<CostReport> rates = RATES.stream()
                .map(rate -> CostReport.of(rate, CostReport.Options.usual()))
                .toList();
        List<CostReport> profiles = Profile.all().stream()
                .map(profile -> CostReport.of(profile, CostReport.Options.usual()))
                .toList();
        line(HEAD.formatted(Numbers.plain(Assumptions.PROFILE_LOAD_FACTOR)).strip());
        line("\n## USD a month\n");
        totals(Stream.of(rates, profiles).flatMap(Collection::stream).toList());
        line("\n" + BY_HAND.strip());
        line("\n## What keeps the warehouse awake\n");
        awake();
        line("\n## Capacity\n");
        capacity(rates);
        line("\n## Where another way costs less\n");
        alternatives();
        line("\n## Profiles against the model\n");
        shortfalls();
        line("\n## Every line at 1,000 events/s\n");
        row("part", "what", "formula", "USD");
        row("---", "---", "---", "---:");
        for (CostLine cost : rates.get(2).lines()) {
            row(cost.part(), cost.what(), cost.formula(), Numbers.usd(cost.monthlyUsd()));
        }
        line("\n## Assumptions\n");
        row("what", "value", "unit", "why");
        row("---", "---:", "---", "---");
        for (Assumption assumption : Assumptions.all()) {
            row(assumption.name(), Numbers.plain(assumption.value()), assumption.unit(), assumption.why());
        }
        prices();
    }

    private void totals(List<CostReport> reports) {
        row("", reports.stream().map(CostReport::title).toList());
        row("---", reports.stream().map(report -> "---:").toList());
        for (String part : reports.getFirst().monthlyUsdByPart().keySet()) {
            row(
                    part,
                    reports.stream()
                            .map(report -> Numbers.usd(report.monthlyUsdByPart().getOrDefault(part, 0.0)))
                            .toList());
        }
        row(
                "**total**",
                reports.stream().map(report -> bold(report.monthlyUsd())).toList());
        row(
                "million events",
                reports.stream()
                        .map(report -> Numbers.plain(report.workload().millionEventsPerMonth()))
                        .toList());
        row(
                "**per million events**",
                reports.stream()
                        .map(report -> bold(report.usdPerMillionEvents()))
                        .toList());
    }

    private static String bold(double usd) {
        return "**" + Numbers.usd(usd) + "**";
    }

    /** The one lever that a setting moves most: how often anything is said to the warehouse. */
    private void awake() {
        line("Redshift Serverless bills at least 60 s each time it wakes. With 8 RPU, 100 events/s, a month:\n");
        row("loader cycle", "runner polls every", "h awake a day", "RPU-hours a day", "USD a month");
        row("---:", "---:", "---:", "---:", "---:");
        Capacity capacity = new Capacity(Workload.steady(100));
        for (int cycle : List.of(60, 120, 300, 900)) {
            for (double poll : cycle > 300 ? List.of(1.0, 300.0, (double) cycle) : List.of(1.0, (double) cycle)) {
                double hours = capacity.rpuHoursPerDay(cycle, 8, poll);
                row(
                        cycle + " s",
                        poll == cycle ? "with the loads" : Numbers.plain(poll) + " s",
                        Numbers.plain(hours / 8),
                        Numbers.plain(hours),
                        Numbers.usd(hours * Assumptions.HOURS_PER_MONTH / 24 * Prices.REDSHIFT_RPU.usd()));
            }
        }
    }

    private void capacity(List<CostReport> reports) {
        line(ScaleTables.capacity(reports));
        line("The formulas, with the numbers of 1,000 events/s:\n");
        row("what", "formula");
        row("---", "---");
        reports.get(2).needs().forEach(need -> row(need.what(), need.formula()));
    }

    private void alternatives() {
        row("collector, USD a month", RATES.stream().map(Numbers::rate).toList());
        row("---", RATES.stream().map(rate -> "---:").toList());
        row(
                "HTTP API and Lambda",
                RATES.stream()
                        .map(rate -> Numbers.usd(Alternatives.lambdaCollector(Workload.steady(rate))))
                        .toList());
        row(
                "load balancer and Fargate",
                RATES.stream()
                        .map(rate -> Numbers.usd(Alternatives.fargateCollector(Workload.steady(rate))))
                        .toList());
        line(
                "\nThe server costs less from %s of a steady rate on. A day has quiet hours: Fargate must be sized for the busy ones."
                        .formatted(Numbers.rate(Alternatives.fargateCollectorFrom())));
        line("Two nodes ra3.xlplus cost less than 8 RPU from %s h awake a day on."
                .formatted(Numbers.plain(Alternatives.provisionedWarehouseFromHours())));
    }

    private void shortfalls() {
        List<String> all = Profile.all().stream()
                .flatMap(profile -> Stream.concat(ProfileCheck.shortfalls(profile).stream(), overBudget(profile)))
                .toList();
        if (all.isEmpty()) {
            line("Every profile's numbers are at least what the model asks for at the profile's rate.");
        }
        all.forEach(shortfall -> line("- " + shortfall));
    }

    static Stream<String> overBudget(Profile profile) {
        double monthly = CostReport.of(profile, CostReport.Options.usual()).monthlyUsd();
        return monthly <= profile.monthlyBudgetUsd()
                ? Stream.of()
                : Stream.of("%s: USD a month, budget %s, estimate %s"
                        .formatted(profile.name(), Numbers.plain(profile.monthlyBudgetUsd()), Numbers.usd(monthly)));
    }

    private void prices() {
        line("\n## Prices\n");
        line(PRICES.formatted(Prices.REGION, Prices.LOOKED_UP_ON));
        row("what", "USD", "per", "source", "");
        row("---", "---:", "---", "---", "---");
        for (Price price : Prices.all()) {
            row(
                    price.name(),
                    Numbers.exact(price.usd()),
                    price.unit(),
                    price.source(),
                    price.basis() == Price.Basis.ASSUMED ? "assumed" : "looked up");
        }
    }

    private void row(String first, List<String> others) {
        text.row(first, others);
    }

    private void row(String... cells) {
        text.row(cells);
    }

    private void line(String line) {
        text.line(line);
    }
}
