package dev.clickstream.cli;

import dev.clickstream.cli.erase.EraseVerb;
import dev.clickstream.cli.file.DataException;
import dev.clickstream.cli.load.AuditVerb;
import dev.clickstream.cli.load.ReloadVerb;
import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.platform.PlatformException;
import dev.clickstream.cli.platform.PlatformFolder;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.rebuild.FeaturesVerb;
import dev.clickstream.cli.rebuild.RebuildVerb;
import dev.clickstream.cli.rules.RuleRefused;
import dev.clickstream.cli.source.SourcesException;
import dev.clickstream.launcher.LaunchException;
import java.time.InstantSource;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The verbs of {@code ./clickstream} that are not shell. Exit codes: 0 done, 1 failed, 2 wrong use. */
@Command(name = "./clickstream", description = "An open clickstream platform.", synopsisSubcommandLabel = "VERB")
public final class Main {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    boolean help;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine(Terminal.system(), InstantSource.system()).execute(arguments));
    }

    static CommandLine commandLine(Terminal terminal, InstantSource clock) {
        return commandLine(terminal, clock, () -> Endpoints.ofRunning(PlatformFolder.find()));
    }

    /** @param endpoints of the platform whose rules are meant */
    static CommandLine commandLine(Terminal terminal, InstantSource clock, Supplier<Endpoints> endpoints) {
        CommandLine commandLine = new CommandLine(new Main())
                .addSubcommand(new DemoVerb(terminal, clock))
                .addSubcommand(new UpVerb(terminal, clock))
                .addSubcommand(new DownVerb(terminal))
                .addSubcommand(new SendVerb(terminal, clock))
                .addSubcommand(new StatusVerb(terminal))
                .addSubcommand(new FreshnessVerb(terminal, endpoints))
                .addSubcommand(new RecentVerb(terminal, clock))
                .addSubcommand(new IdentityVerb(terminal, clock))
                .addSubcommand(
                        new CommandLine(new SourcesVerb(terminal, clock)).setCaseInsensitiveEnumValuesAllowed(true))
                .addSubcommand(new SyncVerb(terminal, clock))
                .addSubcommand(new SqlVerb(terminal))
                .addSubcommand(new CommandLine(new RulesVerb(terminal, clock, endpoints))
                        .addSubcommand(new RulesTestVerb(terminal, clock, endpoints)))
                .addSubcommand(new ExplainVerb(terminal, clock, endpoints))
                .addSubcommand(new TraceVerb(terminal, clock, endpoints))
                .addSubcommand(new RejectedVerb(terminal, clock, endpoints))
                .addSubcommand(new CommandLine(new ReplayVerb(terminal, clock, endpoints))
                        .setCaseInsensitiveEnumValuesAllowed(true))
                .addSubcommand(
                        new CommandLine(new AuditVerb(terminal, clock)).setCaseInsensitiveEnumValuesAllowed(true))
                .addSubcommand(new ReloadVerb(terminal))
                .addSubcommand(new EraseVerb(terminal, clock))
                .addSubcommand(new SpillVerb(terminal))
                .addSubcommand(new RebuildVerb(terminal))
                .addSubcommand(new FeaturesVerb(terminal));
        return commandLine.setUsageHelpWidth(100).setExecutionExceptionHandler((failure, verb, parsed) -> {
            tell(terminal, failure);
            return CommandLine.ExitCode.SOFTWARE;
        });
    }

    /** What a user can act on is told in a sentence; what they cannot is a mistake of ours, and shown whole. */
    private static void tell(Terminal terminal, Exception failure) {
        switch (failure) {
            case PlatformException _,
                    DataException _,
                    RuleRefused _,
                    SourcesException _,
                    LaunchException _,
                    IllegalArgumentException _ -> terminal.notes().println("clickstream: " + failure.getMessage());
            case InterruptedException _ -> terminal.notes().println("clickstream: stopped");
            default -> failure.printStackTrace(terminal.notes());
        }
    }
}
