package dev.clickstream.cli.load;

import static java.util.Objects.requireNonNull;

import dev.clickstream.cli.operate.TimeConverter;
import dev.clickstream.cli.print.Terminal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "reload",
        description = {
            "Lands again, from S3 into the warehouse, the loads of a time of which landing rows are missing or there twice; also "
                    + "those that a warehouse put back to an older state has lost. Each load is one transaction; doing it twice changes "
                    + "nothing. The models' next run restates what changed.",
            "Exit code 1 if a load could not be landed."
        })
public final class ReloadVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            required = true,
            converter = TimeConverter.class,
            description = "Loads planned from then on: 2026-11-23T12:00:00Z, or a day for its beginning.")
    @Nullable
    Instant from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            required = true,
            converter = TimeConverter.class,
            description = "Loads planned before then.")
    @Nullable
    Instant to;

    @Option(names = "--all", description = "Land again also those whose rows are all there.")
    boolean all;

    @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
    boolean dryRun;

    @Option(names = "--json", description = "One line of JSON.")
    boolean json;

    public ReloadVerb(Terminal terminal) {
        this.terminal = requireNonNull(terminal, "terminal");
    }

    @Override
    public Integer call() {
        List<String> arguments = new ArrayList<>(List.of(
                "reload",
                "--from",
                requireNonNull(from).toString(),
                "--to",
                requireNonNull(to).toString()));
        if (all) {
            arguments.add("--all");
        }
        if (dryRun) {
            arguments.add("--dry-run");
        }
        JsonNode result = new LoadProgram(terminal, "reload").run(arguments);
        if (json) {
            terminal.out().println(result);
        } else {
            terminal.out().print(Steps.inWords(result, "nothing was staged in that time"));
        }
        return dryRun || Steps.allDone(result) ? 0 : 1;
    }
}
