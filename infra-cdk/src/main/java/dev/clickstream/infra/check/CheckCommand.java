package dev.clickstream.infra.check;

import dev.clickstream.infra.Profile;
import dev.clickstream.infra.check.rule.Check;
import dev.clickstream.infra.check.rule.Finding;
import dev.clickstream.infra.check.template.Assembly;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./clickstream infra check}: reads templates, asks nobody. */
@Command(
        name = "check",
        description = {
            "Holds synthesised stacks against our own security checks.",
            "Ends with 1 if anything is found, with 0 if nothing is."
        },
        sortOptions = false)
public final class CheckCommand implements Callable<Integer> {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            defaultValue = "cdk.out",
            description = "what cdk synth wrote (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(
            names = {"-p", "--profile"},
            paramLabel = "P",
            description = "the profile that was synthesised; of one that keeps data more is demanded")
    private @Nullable String profile;

    @Option(names = "--list", description = "list the checks instead of running them")
    private boolean list;

    @Option(names = "--json", description = "print JSON instead of a table")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    private boolean help;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            print(Checks.all(), out);
            return 0;
        }
        List<Check> checks = checks();
        Assembly assembly = assembly();
        List<Finding> findings = Checks.findings(checks, assembly);
        if (json) {
            out.println(JSON.writeValueAsString(
                    new Json(checks.size(), assembly.templates().size(), findings)));
        } else {
            findings.forEach(finding -> out.printf(
                    "%-28s %s/%s%n  found:  %s%n  wanted: %s%n",
                    finding.check(), finding.stack(), finding.resource(), finding.found(), finding.wanted()));
            out.printf(
                    "%d checks, %d stacks, %d findings%n",
                    checks.size(), assembly.templates().size(), findings.size());
        }
        out.flush();
        return findings.isEmpty() ? 0 : 1;
    }

    private List<Check> checks() {
        try {
            return profile != null && Profile.named(profile).keepsData() ? Checks.all() : Checks.always();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Assembly assembly() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(spec.commandLine(), folder + " is no folder; synthesise first");
        }
        try {
            return Assembly.read(folder);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void print(List<Check> checks, PrintWriter out) {
        if (json) {
            out.println(JSON.writeValueAsString(checks.stream()
                    .map(check -> new Listed(check.name(), check.demands()))
                    .toList()));
        } else {
            checks.forEach(check -> out.printf("%-30s %s%n", check.name(), check.demands()));
        }
        out.flush();
    }

    /** What {@code --json} prints; the names are a contract. */
    record Json(int checks, int stacks, List<Finding> findings) {}

    /** What {@code --list --json} prints for each check. */
    record Listed(String name, String demands) {}
}
