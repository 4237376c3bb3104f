package dev.clickstream.bench;

import static java.util.Objects.requireNonNull;

import dev.clickstream.bench.start.ColdStartRun;
import dev.clickstream.bench.start.Start;
import dev.clickstream.cli.print.Terminal;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "cold-start",
        description = {
            "Starts the collector many times: by the container image's command and as a Lambda function in Lambda's Java runtime, each without "
                    + "and with an AOT cache that it has learned before.",
            "Prints the time and the CPU seconds until it is ready and until the first event is in Kafka and answered; each the median."
        })
final class ColdStartVerb implements Callable<Integer> {
    private static final int FEWEST = 5;
    private static final int MOST = 100;

    private final Terminal terminal;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Starts of each, taken in turn. Default: ${DEFAULT-VALUE}")
    int runs;

    ColdStartVerb(Terminal terminal) {
        this.terminal = requireNonNull(terminal);
    }

    @Override
    public Integer call() throws Exception {
        if (runs < FEWEST || runs > MOST) {
            throw new IllegalArgumentException("wanted --runs of %d to %d, got %d".formatted(FEWEST, MOST, runs));
        }
        return ScratchFolder.with(folder -> {
            terminal.out()
                    .println("| form | AOT cache | ready | CPU s | first event answered | CPU s |\n"
                            + "| --- | ---: | ---: | ---: | ---: | ---: |");
            new ColdStartRun(runs, terminal.notes()::println).run(folder, this::print);
            return 0;
        });
    }

    private void print(ColdStartRun.Row row) {
        Start median = row.median();
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "| %s | %s | %s | %.2f | %s | %.2f |%n",
                        row.title(),
                        row.cacheBytes() == 0 ? "none" : row.cacheBytes() / (1 << 20) + " MB",
                        seconds(median.ready()),
                        median.readyCpu(),
                        seconds(median.answered()),
                        median.answeredCpu());
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
    }
}
