package dev.clickstream.cli;

import static java.util.Objects.requireNonNull;

import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.print.TextTable;
import dev.clickstream.cli.stage.WayToGold;
import dev.clickstream.cli.warehouse.Warehouse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "freshness",
        description = {
            "Tells how long events take from the POST to the gold tables, stage by stage, measured by heartbeats: events that the dbt "
                    + "runner posts each minute and that go the way of every other.",
            "Exit code 1 if no heartbeat came to gold within the time."
        })
final class FreshnessVerb implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<Endpoints> endpoints;

    @Option(
            names = "--within",
            paramLabel = "TIME",
            defaultValue = "1h",
            converter = DurationConverter.class,
            description = "Heartbeats that came to gold that long ago at most. Default: ${DEFAULT-VALUE}")
    Duration within = Duration.ofHours(1);

    @Option(names = "--json", description = "One line of JSON, in milliseconds.")
    boolean json;

    /** @param endpoints of the running platform */
    FreshnessVerb(Terminal terminal, Supplier<Endpoints> endpoints) {
        this.terminal = requireNonNull(terminal);
        this.endpoints = requireNonNull(endpoints);
    }

    @Override
    public Integer call() {
        try (Warehouse warehouse = Warehouse.open(endpoints.get())) {
            WayToGold way = WayToGold.of(warehouse, within);
            terminal.out().print(json ? asJson(way) : asTable(way));
            return way.heartbeats() > 0 ? 0 : 1;
        }
    }

    private static SequencedMap<String, Map<String, OptionalLong>> percentiles(WayToGold way) {
        SequencedMap<String, Map<String, OptionalLong>> percentiles = new LinkedHashMap<>();
        percentiles.put("p50", way.percentile(0.5));
        percentiles.put("p95", way.percentile(0.95));
        percentiles.put("max", way.percentile(1));
        return percentiles;
    }

    private static String asJson(WayToGold way) {
        ObjectNode line = JsonMapper.shared().createObjectNode().put("heartbeats", way.heartbeats());
        percentiles(way).forEach((name, stages) -> {
            ObjectNode times = line.putObject(name);
            stages.forEach((stage, time) -> {
                if (time.isPresent()) {
                    times.put(stage, time.getAsLong());
                } else {
                    times.putNull(stage);
                }
            });
        });
        return line + "\n";
    }

    private String asTable(WayToGold way) {
        if (way.heartbeats() == 0) {
            return "no heartbeat came to gold within %s; ./clickstream up sends them, unless it was told --heartbeat 0%n"
                    .formatted(within);
        }
        TextTable table = new TextTable("from, to", "p50", "p95", "max");
        SequencedMap<String, Map<String, OptionalLong>> percentiles = percentiles(way);
        way.percentile(1)
                .keySet()
                .forEach(stage -> table.add(
                        stage.replace('_', ' '),
                        seconds(percentiles, "p50", stage),
                        seconds(percentiles, "p95", stage),
                        seconds(percentiles, "max", stage)));
        return table + "(of %,d heartbeats)%n".formatted(way.heartbeats());
    }

    private static String seconds(
            SequencedMap<String, Map<String, OptionalLong>> percentiles, String name, String stage) {
        long milliseconds =
                requireNonNull(requireNonNull(percentiles.get(name)).get(stage)).orElseThrow();
        return "%.1f s".formatted(milliseconds / 1_000.0);
    }
}
