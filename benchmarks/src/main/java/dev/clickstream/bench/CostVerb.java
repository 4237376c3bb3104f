package dev.clickstream.bench;

import static java.util.Objects.requireNonNull;

import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.print.TextTable;
import dev.clickstream.endtoend.replay.Arrival;
import dev.clickstream.endtoend.replay.Arrivals;
import dev.clickstream.endtoend.replay.CostReplay;
import dev.clickstream.endtoend.replay.CostReplay.Cost;
import dev.clickstream.endtoend.replay.TwoSpeedCut;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.rules.force.RulesCache;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "cost",
        description = {
            "Write units and money per event for each window, beside the fewest writes that any grouping could do with.",
            "Events are replayed by their times through both topologies, on a clock of their own: the same figures on any "
                    + "machine. Fails when an event waited longer than its window and one tick of 100 ms."
        })
final class CostVerb implements Callable<Integer> {
    private static final Duration TIMES_MAY_WAIT = Duration.ofSeconds(60);

    private final Terminal terminal;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "The travel file (.csv or .csv.gz) with every row as a recent item: interactions as views, "
                    + "click-outs as clicks, the rest as searches. Without it, simulated devices.")
    @Nullable
    Path data;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "20000",
            description = "How many simulated events. Default: ${DEFAULT-VALUE}")
    long events;

    @Option(
            names = "--windows",
            paramLabel = "S",
            split = ",",
            defaultValue = "1,2,5,10,30,60",
            description = "The windows, in seconds. Default: ${DEFAULT-VALUE}")
    List<Integer> windows = List.of();

    @Option(
            names = "--price",
            paramLabel = "USD",
            defaultValue = "0.625",
            description = "Of a million write units; on demand in us-east-1 it is ${DEFAULT-VALUE}.")
    double price;

    CostVerb(Terminal terminal) {
        this.terminal = requireNonNull(terminal);
    }

    @Override
    public Integer call() throws Exception {
        TrackingPlan plan = TrackingPlan.load();
        if (data != null && !Files.isReadable(data)) {
            throw new IllegalArgumentException("--data: there is no readable file " + data);
        }
        List<Arrival> arrivals = data == null
                ? Arrivals.ofSimulatedDevices(7, events, Instant.parse("2026-11-25T00:00:00Z"), plan)
                : Arrivals.ofTravelFile(data, plan);
        TextTable table = header();
        boolean kept = true;
        try (RulesCache rules = new RulesCache(List.of(Map::of), InstantSource.system())) {
            for (int seconds : windows) {
                terminal.notes().println("replaying with a window of " + seconds + " s ...");
                Cost cost = ScratchFolder.with(
                        folder -> CostReplay.run(arrivals, Duration.ofSeconds(seconds), plan, rules, folder));
                long twoSpeed = TwoSpeedCut.writes(arrivals, cost.window(), TIMES_MAY_WAIT);
                kept &= cost.keptItsWindow();
                table.add(row(cost, (double) twoSpeed / cost.events()));
            }
        }
        terminal.out().print(table);
        terminal.out()
                .println("optimum: each list written as late as its oldest waiting event allows; no grouping with that "
                        + "delay writes less.");
        terminal.out()
                .println(
                        "two-speed: what it would be if a newer time alone, with items and order unchanged, might wait %d s. "
                                        .formatted(TIMES_MAY_WAIT.toSeconds())
                                + "Counted, not built.");
        if (!kept) {
            terminal.notes().println("clickstream: an event was shown later than its window and a tick allow");
        }
        return kept ? 0 : 1;
    }

    private static TextTable header() {
        return new TextTable(
                "window",
                "events",
                "snapshots",
                "per event",
                "optimum",
                "ratio",
                "units/event",
                "USD/million events",
                "worst delay",
                "largest item",
                "two-speed");
    }

    private List<String> row(Cost cost, double twoSpeed) {
        return List.of(
                cost.window().toSeconds() + " s",
                "%,d".formatted(cost.events()),
                "%,d".formatted(cost.snapshots()),
                number("%.4f", cost.snapshotsPerEvent()),
                number("%.4f", cost.optimumPerEvent()),
                number("%.4f", (double) cost.snapshots() / cost.optimum()),
                number("%.4f", cost.unitsPerEvent()),
                number("%.3f", cost.unitsPerEvent() * price),
                number("%.1f s", cost.worstDelay().toMillis() / 1000.0),
                "%,d B".formatted(cost.largestItem()),
                number("%.4f", twoSpeed));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
