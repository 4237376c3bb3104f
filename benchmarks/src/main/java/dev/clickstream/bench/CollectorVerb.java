package dev.clickstream.bench;

import static java.util.Objects.requireNonNull;

import dev.clickstream.bench.collect.CollectorRun;
import dev.clickstream.cli.print.Terminal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "collector",
        description = {
            "Posts events of 1 KB to the collector over loopback, beside two limits in the same run: a bare server of the same HTTP stack, which "
                    + "answers at once, and Kafka's own ProducerPerformance.",
            "Prints requests and events a second, the time of a post, CPU seconds for 10,000 events, and the ratios."
        })
final class CollectorVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--peer",
            paramLabel = "NAME=URL",
            description =
                    "A collector that is running already, with the path to post to; may be repeated. Its process is found by its port.")
    Map<String, URI> peers = Map.of();

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "64",
            description = "Connections, each with one post at a time. Default: ${DEFAULT-VALUE}")
    int connections;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long each is measured. Default: ${DEFAULT-VALUE}")
    int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "15",
            description = "Seconds of the same load before. Default: ${DEFAULT-VALUE}")
    int warmUp;

    @Option(
            names = "--batch",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,50",
            description = "Events a post, one measurement each. Default: ${DEFAULT-VALUE}")
    List<Integer> batches = List.of();

    CollectorVerb(Terminal terminal) {
        this.terminal = requireNonNull(terminal);
    }

    @Override
    public Integer call() throws Exception {
        if (connections < 1
                || seconds < 1
                || warmUp < 1
                || batches.stream().anyMatch(batch -> batch < 1 || batch > 500)) {
            throw new IllegalArgumentException(
                    "wanted --connections, --seconds and --warm-up of at least 1, --batch of 1 to 500");
        }
        List<CollectorRun.Peer> others = peers.entrySet().stream()
                .map(peer -> new CollectorRun.Peer(peer.getKey(), peer.getValue()))
                .toList();
        return ScratchFolder.with(folder -> {
            List<CollectorRun.Row> rows = new CollectorRun(
                            connections,
                            Duration.ofSeconds(warmUp),
                            Duration.ofSeconds(seconds),
                            terminal.notes()::println)
                    .run(batches, others, folder);
            print(rows);
            return rows.stream().allMatch(row -> row.others() == 0) ? 0 : 1;
        });
    }

    private void print(List<CollectorRun.Row> rows) {
        terminal.out()
                .println(
                        "| what | events a post | requests/s | events/s | p50 | p99 | CPU s per 10,000 events | CPU beside the collector's | not 200 |");
        terminal.out().println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (CollectorRun.Row row : rows) {
            double ours = rows.stream()
                    .filter(other -> other.batch() == row.batch())
                    .findFirst()
                    .orElse(row)
                    .cpuPerTenThousand();
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "| %s | %d | %s | %,.0f | %s | %s | %.3f | %.2f | %d |%n",
                            row.name(),
                            row.batch(),
                            Double.isNaN(row.requestsPerSecond()) ? "" : "%,.0f".formatted(row.requestsPerSecond()),
                            row.eventsPerSecond(),
                            milliseconds(row.p50()),
                            milliseconds(row.p99()),
                            row.cpuPerTenThousand(),
                            row.cpuPerTenThousand() / ours,
                            row.others());
        }
    }

    private static String milliseconds(Duration time) {
        return time.isZero() ? "" : String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
    }
}
