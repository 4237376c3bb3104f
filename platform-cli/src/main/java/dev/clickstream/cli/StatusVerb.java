package dev.clickstream.cli;

import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.platform.PlatformFolder;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.print.TextTable;
import dev.clickstream.cli.stage.Freshness;
import dev.clickstream.cli.stage.HotStoreCost;
import dev.clickstream.cli.stage.StageCounts;
import dev.clickstream.cli.stage.Stages;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "status",
        description = {
            "Counts the events at each stage, and tells how old the newest event of each stage is.",
            "accepted and rejected count since the collector started, all others since the platform's first start.",
            "Write units are as DynamoDB counted them in its answers to the sink, up to 10 seconds ago."
        })
final class StatusVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--json", description = "One line of JSON; an age that is not known is null.")
    boolean json;

    @Option(
            names = "--write-price",
            paramLabel = "USD",
            defaultValue = "0.625",
            description = "Of a million DynamoDB write units on demand. Default: ${DEFAULT-VALUE}")
    BigDecimal writePrice = new BigDecimal("0.625");

    StatusVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Stages stages = new Stages(Endpoints.ofRunning(PlatformFolder.find()))) {
            StageCounts counts = stages.counts();
            Freshness freshness = stages.freshness();
            HotStoreCost cost = stages.hotStoreCost(writePrice);
            terminal.out().println(json ? asJson(counts, freshness, cost) : asTable(counts, freshness, cost));
        }
        return 0;
    }

    private static String asJson(StageCounts counts, Freshness freshness, HotStoreCost cost) {
        ObjectNode line = JsonMapper.shared().createObjectNode();
        counts.byName().forEach(line::put);
        freshness.byName().forEach((name, age) -> {
            if (age.isPresent()) {
                line.put(name, age.getAsLong());
            } else {
                line.putNull(name);
            }
        });
        cost.byName()
                .forEach((name, value) ->
                        value.ifPresentOrElse(known -> line.put(name, known), () -> line.putNull(name)));
        return line.toString();
    }

    private static String asTable(StageCounts counts, Freshness freshness, HotStoreCost cost) {
        TextTable ages = new TextTable("freshness", "value");
        freshness
                .byName()
                .forEach((name, age) -> ages.add(
                        name.replace('_', ' '), age.isPresent() ? "%,d".formatted(age.getAsLong()) : "nothing yet"));
        TextTable units = new TextTable("hot store", "value");
        cost.byName()
                .forEach((name, value) -> units.add(
                        name.replace('_', ' '),
                        value.map(BigDecimal::toPlainString).orElse("nothing yet")));
        return counts + "\n" + ages + "\n" + units;
    }
}
