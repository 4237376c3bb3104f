package dev.clickstream.cli;

import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.platform.PlatformFolder;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.print.TextTable;
import dev.clickstream.cli.stage.Freshness;
import dev.clickstream.cli.stage.StageCounts;
import dev.clickstream.cli.stage.Stages;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "status",
        description = {
            "Counts the events at each stage, and tells how old the newest event of each stage is.",
            "accepted and rejected count since the collector started, all others since the platform's first start."
        })
final class StatusVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--json", description = "One line of JSON; an age that is not known is null.")
    boolean json;

    StatusVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Stages stages = new Stages(Endpoints.ofRunning(PlatformFolder.find()))) {
            StageCounts counts = stages.counts();
            Freshness freshness = stages.freshness();
            terminal.out().println(json ? asJson(counts, freshness) : asTable(counts, freshness));
        }
        return 0;
    }

    private static String asJson(StageCounts counts, Freshness freshness) {
        ObjectNode line = JsonMapper.shared().createObjectNode();
        counts.byName().forEach(line::put);
        freshness.byName().forEach((name, age) -> {
            if (age.isPresent()) {
                line.put(name, age.getAsLong());
            } else {
                line.putNull(name);
            }
        });
        return line.toString();
    }

    private static String asTable(StageCounts counts, Freshness freshness) {
        TextTable ages = new TextTable("freshness", "value");
        freshness
                .byName()
                .forEach((name, age) -> ages.add(
                        name.replace('_', ' '), age.isPresent() ? "%,d".formatted(age.getAsLong()) : "nothing yet"));
        return counts + "\n" + ages;
    }
}
