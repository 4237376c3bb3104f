package dev.clickstream.cli.load;

import static java.util.Objects.requireNonNull;

import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.print.TextTable;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "audit",
        description = {
            "Holds what was accepted against what was loaded: plans, manifests and files on S3, history, offsets and rows in the "
                    + "warehouse, for every five minutes of a day. Names each gap with its cause, and keeps the audit on S3.",
            "audit repair closes what can be closed: loads what was staged and never loaded, finishes what was planned and never "
                    + "staged, makes files anew that are gone or damaged. It deletes nothing, and doing it twice changes nothing.",
            "Exit code 1 if there is a gap, or one that could not be closed."
        })
public final class AuditVerb implements Callable<Integer> {
    /** What is done with what is found. */
    @SuppressWarnings("unused") // picocli names it by its word
    enum What {
        REPAIR;

        @Override
        public String toString() {
            return "repair";
        }
    }

    private static final List<String> COUNTS = List.of(
            "loads",
            "accepted",
            "landed",
            "apart",
            "without_record",
            "deleted",
            "erased",
            "rejected",
            "others",
            "bytes");

    private final Terminal terminal;
    private final InstantSource clock;

    @Parameters(paramLabel = "repair", arity = "0..1", description = "Also close the gaps.")
    @Nullable
    What what;

    @Option(names = "--day", paramLabel = "DAY", description = "In UTC, as 2026-11-23. Default: today")
    @Nullable
    LocalDate day;

    @Option(
            names = "--whole",
            description = "Read every file and compare its content, instead of its length only; repair always does.")
    boolean whole;

    @Option(names = "--dry-run", description = "With repair: say what would be done, and do nothing.")
    boolean dryRun;

    @Option(names = "--json", description = "One line of JSON.")
    boolean json;

    public AuditVerb(Terminal terminal, InstantSource clock) {
        this.terminal = requireNonNull(terminal, "terminal");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public Integer call() {
        LocalDate of = day == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : day;
        Instant from = of.atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant to = of.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        List<String> arguments = new ArrayList<>(
                List.of(what == null ? "audit" : "repair", "--from", from.toString(), "--to", to.toString()));
        if (whole || what != null) {
            arguments.add("--whole");
        }
        if (dryRun) {
            arguments.add("--dry-run");
        }
        JsonNode result = new LoadProgram(terminal, "audit").run(arguments);
        if (json) {
            terminal.out().println(result);
        } else {
            terminal.out()
                    .print(what == null ? inWords(of, result) : Steps.inWords(result, "there is nothing to repair"));
        }
        boolean good = what == null ? result.path("clean").asBoolean() : dryRun || Steps.allDone(result);
        return good ? 0 : 1;
    }

    private static String inWords(LocalDate day, JsonNode report) {
        TextTable table = new TextTable(
                "from",
                "loads",
                "accepted",
                "landed",
                "apart",
                "no record",
                "deleted",
                "erased",
                "rejected",
                "others",
                "bytes");
        for (JsonNode bucket : report.path("buckets")) {
            List<String> cells = new ArrayList<>();
            cells.add(bucket.path("start").asString().substring(11, 16));
            COUNTS.forEach(count -> cells.add("%,d".formatted(bucket.path(count).asLong())));
            table.add(cells);
        }
        StringBuilder text = new StringBuilder(
                report.path("buckets").isEmpty() ? "nothing was loaded on %s%n".formatted(day) : table.toString());
        for (JsonNode gap : report.path("gaps")) {
            text.append("gap: load %d: %s: %s%n     %s%n"
                    .formatted(
                            gap.path("load").asLong(),
                            gap.path("kind").asString(),
                            gap.path("what").asString(),
                            gap.path("cause").asString()));
        }
        if (!report.path("under_way").isEmpty()) {
            text.append("under way: %s%n".formatted(report.path("under_way")));
        }
        int gaps = report.path("gaps").size();
        return text.append("%s; kept as %s%n"
                        .formatted(
                                gaps == 0 ? "no gap" : gaps == 1 ? "1 gap" : gaps + " gaps",
                                report.path("kept").asString()))
                .toString();
    }
}
