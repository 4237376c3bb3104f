package dev.clickstream.cli;

import static java.util.Objects.requireNonNull;

import dev.clickstream.cli.operate.OperatorProgram;
import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.platform.PlatformFolder;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.print.TextTable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "spill",
        description = {
            "Accepted batches that the collector has kept in S3 while Kafka did not take them. As a program it drains them itself, "
                    + "each half minute; as a function it does not. More in docs/runbooks/spilled-batches.md."
        })
final class SpillVerb implements Runnable {
    /** Long enough for whatever one machine has spilled. */
    private static final String DRAIN_SECONDS = "3600";

    private final Terminal terminal;

    @Spec
    @Nullable
    CommandSpec spec;

    SpillVerb(Terminal terminal) {
        this.terminal = requireNonNull(terminal);
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "spill needs a command: status or drain");
        }
    }

    @Command(name = "status", description = "Counts what waits, and tells how old the first of it is.")
    int status(@Option(names = "--json", description = "One line of JSON.") boolean json) {
        JsonNode waiting = run("status");
        if (json) {
            terminal.out().println(waiting.toString());
            return 0;
        }
        TextTable table = new TextTable("waiting", "value");
        counts(table, waiting);
        table.add("oldest", waiting.path("oldest").asString("none"));
        if (waiting.path("foreign").asLong() > 0) {
            table.add("objects that are no batches", waiting.path("foreign").asLong());
        }
        terminal.out().print(table);
        return 0;
    }

    @Command(
            name = "drain",
            description = {
                "Brings what waits to Kafka, in the order in which it was accepted; each batch is deleted once the brokers have "
                        + "acknowledged it. Exit code 0: nothing is left; 1: something is."
            })
    int drain(@Option(names = "--json", description = "One line of JSON.") boolean json) {
        JsonNode report = run("drain");
        if (json) {
            terminal.out().println(report.toString());
        } else {
            TextTable table = new TextTable("drained", "value");
            counts(table, report);
            terminal.out().print(table);
            report.path("leftKeys")
                    .forEach(key -> terminal.notes()
                            .println("left, since it cannot be read or Kafka does not take it: " + key.asString()));
            if (report.path("ending").asString().equals("broker_away")) {
                terminal.notes().println("Kafka does not answer: what it has not acknowledged waits.");
            }
        }
        boolean done = report.path("ending").asString().equals("done")
                && report.path("left").asLong() == 0;
        return done ? 0 : 1;
    }

    private static void counts(TextTable table, JsonNode counts) {
        table.add("batches", counts.path("batches").asLong());
        table.add("events", counts.path("events").asLong());
        table.add("bytes before packing", counts.path("bytes").asLong());
    }

    private JsonNode run(String argument) {
        PlatformFolder folder = PlatformFolder.find();
        Endpoints endpoints = Endpoints.ofRunning(folder);
        Map<String, String> settings = Map.of(
                "DRAIN_KAFKA_BOOTSTRAP", endpoints.get("KAFKA_BOOTSTRAP"),
                "DRAIN_BUCKET", endpoints.get("S3_BUCKET"),
                "DRAIN_SECONDS", DRAIN_SECONDS);
        return new OperatorProgram(terminal, "drain", "event-collector-lambda", "dev.clickstream.collector.drain.Main")
                .run(folder, endpoints, settings, List.of(argument), "256m");
    }
}
