package dev.clickstream.cli;

import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.rules.RuleChanges;
import dev.clickstream.cli.rules.RuleRoom;
import dev.clickstream.cli.trial.LandedEvents;
import dev.clickstream.cli.trial.Trial;
import dev.clickstream.cli.warehouse.Warehouse;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.rules.Mode;
import dev.clickstream.rules.RuleVersion;
import dev.clickstream.rules.json.RuleJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "test",
        description = {
            "Tries a rule on the events of yesterday, or of other days, as they lie in the warehouse: which verdicts and "
                    + "which hot items would be others. Changes nothing."
        })
final class RulesTestVerb implements Callable<Integer> {
    private final Terminal terminal;
    private final InstantSource clock;
    private final Supplier<Endpoints> endpoints;

    @Parameters(paramLabel = "FILE|ID", description = "A rule as JSON, or one that is stored, such as one in shadow.")
    String fileOrId = "";

    @Option(names = "--from", paramLabel = "DAY", description = "First day, UTC. Default: yesterday")
    @Nullable
    LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "Last day, UTC. Default: the first one")
    @Nullable
    LocalDate to;

    @Option(names = "--json", description = "One JSON object.")
    boolean json;

    /** @param endpoints of the running platform */
    RulesTestVerb(Terminal terminal, InstantSource clock, Supplier<Endpoints> endpoints) {
        this.terminal = terminal;
        this.clock = clock;
        this.endpoints = endpoints;
    }

    @Override
    public Integer call() {
        LocalDate first = from == null
                ? clock.instant().atZone(ZoneOffset.UTC).toLocalDate().minusDays(1)
                : from;
        LocalDate last = to == null ? first : to;
        if (last.isBefore(first)) {
            throw new IllegalArgumentException(
                    "--to must not be before --from, was %s before %s".formatted(last, first));
        }
        Endpoints running = endpoints.get();
        try (RuleRoom room = running.openRules();
                Warehouse warehouse = Warehouse.open(running)) {
            RuleChanges changes = new RuleChanges(room.store(), TrackingPlan.load(), clock);
            RuleVersion candidate = candidate(changes);
            Trial trial = new Trial(TrackingPlan.load(), changes.newest(), candidate);
            new LandedEvents(warehouse).read(first, last.plusDays(1), trial::add);
            terminal.out()
                    .print(
                            json
                                    ? RulesPrint.json(candidate, trial.report())
                                    : RulesPrint.text(candidate, trial.report(), first, last));
        }
        return 0;
    }

    private RuleVersion candidate(RuleChanges changes) {
        Path file = Path.of(fileOrId);
        if (Files.exists(file)) {
            RuleJson.Draft draft = RulesVerb.read(file);
            changes.review(draft.rule());
            return new RuleVersion(
                    draft.rule(), draft.version() + 1, Mode.ACTIVE, "nobody", "a trial", clock.instant());
        }
        RuleVersion stored = changes.history(fileOrId).getLast();
        return new RuleVersion(
                stored.rule(), stored.version(), Mode.ACTIVE, stored.author(), stored.reason(), stored.writtenAt());
    }
}
