package dev.clickstream.cli.rebuild;

import static java.util.Objects.requireNonNull;

import dev.clickstream.cli.operate.TimeConverter;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.print.TextTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "rebuild",
        description = {
            "Builds the table of recent items anew from the log, beside the live one; then compares the two, and makes the new one "
                    + "the live one. Readers and sinks follow within 5 seconds. Until then, and when it fails, nothing changes."
        })
public final class RebuildVerb implements Callable<Integer> {
    /** What can be rebuilt. */
    @SuppressWarnings("unused") // picocli names them by their words
    enum What {
        RECENT_ITEMS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Where what happened is read. */
    enum From {
        S3,
        KAFKA;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Terminal terminal;

    @Parameters(paramLabel = "WHAT", description = "What to build: ${COMPLETION-CANDIDATES}.")
    @Nullable
    What what;

    @Option(
            names = "--from",
            paramLabel = "s3|kafka",
            defaultValue = "s3",
            description =
                    "s3: the loader's files, and what Kafka still has. kafka: Kafka alone, refused when it has deleted the "
                            + "beginning. Default: ${DEFAULT-VALUE}")
    From from = From.S3;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description =
                    "Builds a table of its own with the items as they were at that time, by when things happened, and does "
                            + "not switch to it.")
    @Nullable
    Instant asOf;

    @Option(names = "--dry-run", description = "Compares, does not switch, and deletes what was built.")
    boolean dryRun;

    @Option(names = "--keep-old", description = "Does not delete the table that was the live one.")
    boolean keepOld;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = "768m",
            description = "Heap of the rebuild; some 1.2 million items fit in 768m. Default: ${DEFAULT-VALUE}")
    String memory = "768m";

    @Option(names = "--json", description = "One line of JSON.")
    boolean json;

    public RebuildVerb(Terminal terminal) {
        this.terminal = requireNonNull(terminal, "terminal");
    }

    @Override
    public Integer call() {
        List<String> arguments = new ArrayList<>(List.of(requireNonNull(what).toString(), "--from", from.toString()));
        if (asOf != null) {
            arguments.addAll(List.of("--as-of", asOf.toString()));
        }
        if (dryRun) {
            arguments.add("--dry-run");
        }
        if (keepOld) {
            arguments.add("--keep-old");
        }
        JsonNode result = new RebuildProgram(terminal).run(arguments, memory);
        terminal.out().println(json ? result.toString() : asTable(result));
        return 0;
    }

    private static String asTable(JsonNode result) {
        TextTable table = new TextTable("rebuild", "value");
        table.add("table", result.path("table").asString());
        table.add("switched to it", result.path("switched").asBoolean() ? "yes" : "no");
        for (String count : List.of(
                "events",
                "unreadable",
                "snapshots",
                "unwritable",
                "identical",
                "only_live",
                "only_rebuilt",
                "different")) {
            if (result.has(count)) {
                table.add(count.replace('_', ' '), result.path(count).asLong());
            }
        }
        StringBuilder text = new StringBuilder(table.toString());
        result.path("examples")
                .forEach(example -> text.append("  ").append(example.asString()).append('\n'));
        return text.toString();
    }
}
