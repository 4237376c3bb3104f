package dev.clickstream.cli;

import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.rules.RuleChanges;
import dev.clickstream.cli.rules.RuleRefused;
import dev.clickstream.cli.rules.RuleRoom;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.rules.Mode;
import dev.clickstream.rules.RuleVersion;
import dev.clickstream.rules.json.BadRule;
import dev.clickstream.rules.json.RuleJson;
import dev.clickstream.rules.publish.RulesPublisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "rules",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Lists, tries and changes the business rules. A change is a new version with author and reason; programs follow "
                    + "within seconds. Kinds, conditions and examples: docs/reference/rules.md."
        })
final class RulesVerb implements Runnable {
    private final Terminal terminal;
    private final InstantSource clock;
    private final Supplier<Endpoints> endpoints;

    @Spec
    @Nullable
    CommandSpec spec;

    /** @param endpoints of the running platform */
    RulesVerb(Terminal terminal, InstantSource clock, Supplier<Endpoints> endpoints) {
        this.terminal = terminal;
        this.clock = clock;
        this.endpoints = endpoints;
    }

    /** Who changes a rule, and why. */
    static final class By {
        @Option(names = "--author", paramLabel = "NAME", description = "Who makes the change. Default: your user name")
        String author = System.getProperty("user.name", "");

        @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why the change is made.")
        String reason = "";

        RuleChanges.Signature signature() {
            return new RuleChanges.Signature(author, reason);
        }
    }

    /** How results are printed. */
    static final class Form {
        @Option(names = "--json", description = "One JSON object a line.")
        boolean json;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "rules needs a command, such as list");
        }
    }

    @Command(name = "list", description = "Lists the newest version of every rule.")
    int list(
            @Option(names = "--all", description = "Deleted rules too.") boolean all,
            @Option(names = "--kind", paramLabel = "KIND", description = "One kind only, such as drop.") @Nullable
                    String kind,
            @Mixin Form form) {
        return changing(changes -> {
            List<RuleVersion> newest = changes.newest().stream()
                    .filter(version -> all || version.mode() != Mode.DELETED)
                    .filter(version -> kind == null || version.rule().kind().equals(kind))
                    .toList();
            terminal.out().print(form.json ? RulesPrint.jsonLines(newest) : RulesPrint.table(newest));
            return 0;
        });
    }

    @Command(
            name = "show",
            description = "Prints a rule as a file to edit and put again; with --json all its versions.")
    int show(@Parameters(paramLabel = "ID", description = "The rule.") String id, @Mixin Form form) {
        return changing(changes -> {
            List<RuleVersion> history = changes.history(id);
            if (!form.json) {
                terminal.notes().print(RulesPrint.table(history));
            }
            terminal.out().print(form.json ? RulesPrint.jsonLines(history) : RuleJson.writeDraft(history.getLast()));
            return 0;
        });
    }

    @Command(name = "put", description = "Stores a rule as its next version, and brings it out.")
    int put(
            @Parameters(paramLabel = "FILE", description = "A rule as JSON; \"version\" is the one it starts from.")
                    Path file,
            @Option(names = "--shadow", description = "Have it evaluated and counted only, for now.") boolean shadow,
            @Mixin By by,
            @Mixin Form form) {
        RuleJson.Draft read = read(file);
        RuleJson.Draft draft = shadow ? new RuleJson.Draft(read.rule(), read.version(), Mode.SHADOW) : read;
        return change(
                changes -> changes.put(draft, by.signature()),
                form,
                draft.rule().id());
    }

    @Command(
            name = "diff",
            description = "Compares two versions of a rule; without numbers the newest and the one before.")
    int diff(
            @Parameters(index = "0", paramLabel = "ID", description = "The rule.") String id,
            @Parameters(index = "1", arity = "0..1", paramLabel = "V1", description = "The earlier version.") @Nullable
                    Integer from,
            @Parameters(
                            index = "2",
                            arity = "0..1",
                            paramLabel = "V2",
                            description = "The later one. Default: the newest")
                    @Nullable
                    Integer to,
            @Mixin Form form) {
        return changing(changes -> {
            int newest = changes.history(id).getLast().version();
            int later = to == null ? newest : to;
            int earlier = from == null ? Math.max(1, later - 1) : from;
            RuleVersion one = changes.version(id, earlier);
            RuleVersion other = changes.version(id, later);
            terminal.out()
                    .print(form.json ? RulesPrint.jsonLines(List.of(one, other)) : RulesPrint.difference(one, other));
            return 0;
        });
    }

    @Command(
            name = "rollback",
            description = "Makes the next version say what an earlier one said, in that one's mode.")
    int rollback(
            @Parameters(index = "0", paramLabel = "ID", description = "The rule.") String id,
            @Parameters(index = "1", paramLabel = "VERSION", description = "The version to go back to.") int version,
            @Mixin By by,
            @Mixin Form form) {
        return change(changes -> Optional.of(changes.rollback(id, version, by.signature())), form, id);
    }

    @Command(name = "shadow", description = "Lets a rule be evaluated and counted, but not act.")
    int shadow(@Parameters(paramLabel = "ID", description = "The rule.") String id, @Mixin By by, @Mixin Form form) {
        return change(changes -> changes.turn(id, Mode.SHADOW, by.signature()), form, id);
    }

    @Command(name = "activate", description = "Lets a rule act, whether it was in shadow or deleted.")
    int activate(@Parameters(paramLabel = "ID", description = "The rule.") String id, @Mixin By by, @Mixin Form form) {
        return change(changes -> changes.turn(id, Mode.ACTIVE, by.signature()), form, id);
    }

    @Command(name = "delete", description = "Takes a rule out of force; its history stays.")
    int delete(@Parameters(paramLabel = "ID", description = "The rule.") String id, @Mixin By by, @Mixin Form form) {
        return change(changes -> changes.turn(id, Mode.DELETED, by.signature()), form, id);
    }

    @Command(
            name = "sync",
            description =
                    "Brings out what is stored: to the topic and to Redis. Mends what was broken off; may always be run.")
    int sync(@Mixin Form form) {
        try (RuleRoom room = endpoints.get().openRules()) {
            RulesPublisher.Published published = room.sync();
            terminal.out()
                    .printf(
                            form.json
                                    ? "{\"logged\":%d,\"served\":%d}%n"
                                    : "%d versions went to the topic, %d rules changed in Redis%n",
                            published.logged(),
                            published.served());
            return 0;
        }
    }

    private int changing(Function<RuleChanges, Integer> action) {
        try (RuleRoom room = endpoints.get().openRules()) {
            return action.apply(new RuleChanges(room.store(), TrackingPlan.load(), clock));
        }
    }

    /** Makes the change and brings it out; what an earlier run left half done is brought out too. */
    private int change(Function<RuleChanges, Optional<RuleVersion>> action, Form form, String id) {
        try (RuleRoom room = endpoints.get().openRules()) {
            Optional<RuleVersion> changed = action.apply(new RuleChanges(room.store(), TrackingPlan.load(), clock));
            room.sync();
            if (changed.isEmpty()) {
                terminal.notes().printf("rule %s is as it was: nothing to change%n", id);
            } else if (form.json) {
                terminal.out().println(RuleJson.write(changed.get()));
            } else {
                terminal.out()
                        .printf(
                                "rule %s is at version %d, %s%n",
                                id,
                                changed.get().version(),
                                changed.get().mode().word());
            }
            return 0;
        }
    }

    /** @throws RuleRefused naming the file, the place in it and a remedy */
    static RuleJson.Draft read(Path file) {
        try {
            return RuleJson.readDraft(Files.readString(file));
        } catch (IOException e) {
            throw new RuleRefused("there is no readable file " + file);
        } catch (BadRule e) {
            throw new RuleRefused(file + ":" + e.getMessage());
        }
    }
}
