package dev.clickstream.cli;

import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.print.TextTable;
import dev.clickstream.cli.rules.RuleChanges;
import dev.clickstream.cli.rules.RuleRoom;
import dev.clickstream.cli.stage.RecentItemsStage;
import dev.clickstream.cli.topic.TopicSearch;
import dev.clickstream.cli.trace.EventTrace;
import dev.clickstream.cli.trace.Hop;
import dev.clickstream.cli.warehouse.Warehouse;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.rules.force.Rules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "trace",
        description = {
            "Follows one event through every hop: the collector's verdict, its place in Kafka, whose it is, its recent item, the load, "
                    + "silver and gold, with the times between.",
            "Exit code 1 if nothing is known of it."
        })
final class TraceVerb implements Callable<Integer> {
    private final Terminal terminal;
    private final InstantSource clock;
    private final Supplier<Endpoints> endpoints;

    @Parameters(paramLabel = "MESSAGE-ID", description = "The event's messageId.")
    String messageId = "";

    @Option(
            names = "--within",
            paramLabel = "TIME",
            defaultValue = "1d",
            converter = DurationConverter.class,
            description =
                    "How far back Kafka is read for what has not landed, or was rejected. Default: ${DEFAULT-VALUE}")
    Duration within = Duration.ofDays(1);

    @Option(names = "--json", description = "One JSON object a hop.")
    boolean json;

    /** @param endpoints of the running platform */
    TraceVerb(Terminal terminal, InstantSource clock, Supplier<Endpoints> endpoints) {
        this.terminal = terminal;
        this.clock = clock;
        this.endpoints = endpoints;
    }

    @Override
    public Integer call() {
        Endpoints running = endpoints.get();
        TrackingPlan plan = TrackingPlan.load();
        try (RuleRoom room = running.openRules();
                Warehouse warehouse = Warehouse.open(running);
                RecentItemsStage stage = new RecentItemsStage(running);
                TopicSearch topics = new TopicSearch(running.get("KAFKA_BOOTSTRAP"))) {
            Rules rules = new RuleChanges(room.store(), plan, clock).inForce();
            List<Hop> hops = new EventTrace(topics, warehouse, stage.store(), rules, plan)
                    .of(messageId, clock.instant().minus(within));
            if (hops.isEmpty()) {
                terminal.notes()
                        .println(
                                "clickstream: nothing is known of message '%s': it has not landed, and is not in the last %s of Kafka"
                                        .formatted(messageId, within));
                return 1;
            }
            terminal.out().print(json ? asJson(hops) : asTable(hops));
            return 0;
        }
    }

    private static String asTable(List<Hop> hops) {
        TextTable table = TextTable.ofSentences("hop", "at", "after", "what");
        Instant before = null;
        for (Hop hop : hops) {
            table.add(hop.stage(), hop.at() == null ? "" : hop.at().toString(), after(before, hop.at()), hop.detail());
            before = hop.at() == null ? before : hop.at();
        }
        return table.toString();
    }

    private static String after(@Nullable Instant before, @Nullable Instant at) {
        return before == null || at == null
                ? ""
                : String.format(
                        Locale.ROOT, "%+.3f s", Duration.between(before, at).toMillis() / 1000.0);
    }

    private static String asJson(List<Hop> hops) {
        StringBuilder lines = new StringBuilder();
        for (Hop hop : hops) {
            ObjectNode line = JsonMapper.shared().createObjectNode().put("hop", hop.stage());
            if (hop.at() != null) {
                line.put("at", hop.at().toString());
            }
            lines.append(line.put("detail", hop.detail())).append('\n');
        }
        return lines.toString();
    }
}
