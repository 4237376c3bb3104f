package dev.clickstream.bench;

import dev.clickstream.cli.file.DataException;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.launcher.LaunchException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code ./clickstream bench}. Exit codes: 0 done and within its bars, 1 failed or outside of them, 2 wrong use. */
@Command(
        name = "./clickstream bench",
        description =
                "Measures the collector and the stream processor. docs/benchmarks.md tells what is comparable and what is not.",
        synopsisSubcommandLabel = "BENCHMARK")
public final class Main {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    boolean help;

    private Main() {}

    public static void main(String[] arguments) {
        Terminal terminal = Terminal.system();
        System.exit(commandLine(terminal).execute(arguments));
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new Main())
                .addSubcommand(new CollectorVerb(terminal))
                .addSubcommand(new ColdStartVerb(terminal))
                .addSubcommand(new CostVerb(terminal))
                .addSubcommand(new FairnessVerb(terminal))
                .addSubcommand(new LatencyVerb(terminal))
                .addSubcommand(new LoaderVerb(terminal))
                .addSubcommand(new ProcessorVerb(terminal))
                .addSubcommand(new MergeVerb())
                .addSubcommand(new StateVerb(terminal));
        return commandLine.setUsageHelpWidth(100).setExecutionExceptionHandler((failure, verb, parsed) -> {
            switch (failure) {
                case DataException _, LaunchException _, IllegalArgumentException _, IllegalStateException _ ->
                    terminal.notes().println("clickstream: " + failure.getMessage());
                default -> failure.printStackTrace(terminal.notes());
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
    }
}
