package dev.clickstream.bench;

import static java.util.Objects.requireNonNull;

import dev.clickstream.bench.collect.FairnessRun;
import dev.clickstream.cli.print.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "fairness",
        description = {
            "Floods the collector with one source at many times its rate, and measures how long the posts of others take: alone, beside the flood, "
                    + "and beside the same flood at another server.",
            "Exit code 1 when their 99th percentile beside the flood is more than a tenth above that alone."
        })
final class FairnessVerb implements Callable<Integer> {
    private static final double BAR = 1.1;

    private final Terminal terminal;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "50",
            description =
                    "Events a second that the source may send; the others send as many. Default: ${DEFAULT-VALUE}")
    int rate;

    @Option(
            names = "--times",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many times its rate it sends. Default: ${DEFAULT-VALUE}")
    int times;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long each setting is measured in each round. Default: ${DEFAULT-VALUE}")
    int seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "9",
            description = "All settings in turn, so often; the middle round counts. Default: ${DEFAULT-VALUE}")
    int rounds;

    FairnessVerb(Terminal terminal) {
        this.terminal = requireNonNull(terminal);
    }

    @Override
    public Integer call() throws Exception {
        if (rate < 1 || times < 1 || seconds < 1 || rounds < 1) {
            throw new IllegalArgumentException("wanted --rate, --times, --seconds and --rounds of at least 1");
        }
        return ScratchFolder.with(folder -> {
            List<FairnessRun.Row> rows = new FairnessRun(
                            rate, times, Duration.ofSeconds(seconds), terminal.notes()::println)
                    .run(rounds, folder);
            FairnessRun.Row alone = rows.getFirst();
            terminal.out()
                    .println(
                            "| the flood goes | p50 | p99 | p99 beside alone | posts | refused | flood taken | flood refused |");
            terminal.out().println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
            for (FairnessRun.Row row : rows) {
                terminal.out()
                        .printf(
                                Locale.ROOT,
                                "| %s | %.2f ms | %.2f ms | %.3f | %,d | %d | %,d | %,d |%n",
                                switch (row.setting()) {
                                    case ALONE -> "nowhere";
                                    case BESIDE -> "to the collector";
                                    case ELSEWHERE -> "to another server";
                                },
                                row.p50().toNanos() / 1e6,
                                row.p99().toNanos() / 1e6,
                                share(row, alone),
                                row.posts(),
                                row.refused(),
                                row.floodTaken(),
                                row.floodRefused());
            }
            boolean nobodyRefused = rows.stream().allMatch(row -> row.refused() == 0);
            return nobodyRefused && share(rows.get(1), alone) <= BAR ? 0 : 1;
        });
    }

    private static double share(FairnessRun.Row row, FairnessRun.Row alone) {
        return (double) row.p99().toNanos() / alone.p99().toNanos();
    }
}
