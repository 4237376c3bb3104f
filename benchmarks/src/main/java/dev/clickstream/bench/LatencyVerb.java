package dev.clickstream.bench;

import static java.util.Objects.requireNonNull;

import dev.clickstream.bench.latency.LatencyRun;
import dev.clickstream.bench.latency.LatencyRun.Latencies;
import dev.clickstream.cli.print.Terminal;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "latency",
        description = {
            "From the POST to the item in DynamoDB, at a steady rate, with a platform of its own (DynamoDB Local in memory).",
            "A few marked events are looked for until they show; their time counts from when their POST was due. Fails when the "
                    + "99th percentile is above the window and one second, or anything is refused or missing."
        })
final class LatencyVerb implements Callable<Integer> {
    private static final Duration ALLOWANCE = Duration.ofSeconds(1);

    private final Terminal terminal;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "500",
            description = "Events per second, at least ten. Default: ${DEFAULT-VALUE}")
    int rate;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "How long. Default: ${DEFAULT-VALUE}")
    int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "30",
            description = "Seconds of the same load before it counts. Default: ${DEFAULT-VALUE}")
    int warmUp;

    @Option(
            names = "--markers",
            paramLabel = "N",
            defaultValue = "5",
            description = "Marked events per second, 1 to 10. Default: ${DEFAULT-VALUE}")
    int markers;

    @Option(
            names = "--window",
            paramLabel = "MS",
            defaultValue = "2000",
            description = "The collation's window. Default: ${DEFAULT-VALUE}")
    int window;

    LatencyVerb(Terminal terminal) {
        this.terminal = requireNonNull(terminal);
    }

    @Override
    public Integer call() throws Exception {
        if (rate < 10 || seconds < 1 || warmUp < 1 || markers < 1 || markers > 10 || window < 0) {
            throw new IllegalArgumentException(
                    "wanted --rate of at least 10, --seconds and --warm-up of at least 1, --markers of 1 to 10, --window of at "
                            + "least 0");
        }
        Duration bar = Duration.ofMillis(window).plus(ALLOWANCE);
        return ScratchFolder.with(folder -> {
            Latencies latencies = LatencyRun.run(
                    rate, seconds, warmUp, markers, Duration.ofMillis(window), folder, terminal.notes()::println);
            boolean good = latencies.missing() == 0
                    && latencies.refused() == 0
                    && latencies.shown().at(0.99).compareTo(bar) <= 0;
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "%,d events at %,d/s, %,d of them marked: p50 %.2f s, p95 %.2f s, p99 %.2f s, max %.2f s; bar (window and 1 s) "
                                    + "%.2f s; missing %d, refused posts %d%n",
                            latencies.sent(),
                            rate,
                            latencies.shown().sorted().size(),
                            inSeconds(latencies.shown().at(0.5)),
                            inSeconds(latencies.shown().at(0.95)),
                            inSeconds(latencies.shown().at(0.99)),
                            inSeconds(latencies.shown().at(1)),
                            inSeconds(bar),
                            latencies.missing(),
                            latencies.refused());
            return good ? 0 : 1;
        });
    }

    private static double inSeconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
