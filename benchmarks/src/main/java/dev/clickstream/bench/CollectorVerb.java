package dev.clickstream.bench;

import static java.util.Objects.requireNonNull;

import dev.clickstream.bench.collect.CollectorRun;
import dev.clickstream.bench.collect.Peer;
import dev.clickstream.cli.print.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
                    "Another collector, with the path to post to, in which {call} becomes track or batch; may be repeated. Its process is found by its port.")
    Map<String, String> peers = Map.of();

    @Option(
            names = "--start",
            paramLabel = "NAME=COMMAND",
            description =
                    "Starts that peer for the run, with the brokers' address in KAFKA_BOOTSTRAP; without, it is running already.")
    Map<String, String> commands = Map.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Each is measured so often, in turn; the round with the middle cost counts. Default: ${DEFAULT-VALUE}")
    int rounds;

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
            defaultValue = "60",
            description =
                    "Seconds of the same load before: a JVM's compiler needs most of a minute. Default: ${DEFAULT-VALUE}")
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
                || rounds < 1
                || batches.stream().anyMatch(batch -> batch < 1 || batch > 500)) {
            throw new IllegalArgumentException(
                    "wanted --connections, --seconds, --warm-up and --rounds of at least 1, --batch of 1 to 500");
        }
        if (!peers.keySet().containsAll(commands.keySet())) {
            throw new IllegalArgumentException(
                    "--start names a peer that has no --peer NAME=URL: found %s, wanted some of %s"
                            .formatted(commands.keySet(), peers.keySet()));
        }
        List<Peer> others = peers.entrySet().stream()
                .map(peer -> new Peer(peer.getKey(), peer.getValue(), commands.get(peer.getKey())))
                .toList();
        return ScratchFolder.with(folder -> {
            List<CollectorRun.Row> rows = new CollectorRun(
                            connections,
                            Duration.ofSeconds(warmUp),
                            Duration.ofSeconds(seconds),
                            terminal.notes()::println)
                    .run(batches, others, rounds, folder);
            print(rows);
            return rows.stream()
                            .allMatch(row -> row.others() == 0 && row.missing().orElse(0) == 0)
                    ? 0
                    : 1;
        });
    }

    private void print(List<CollectorRun.Row> rows) {
        terminal.out()
                .println(
                        "| what | events a post | requests/s | events/s | p50 | p99 | CPU s per 10,000 events | of it compiling | events per other CPU s | beside the collector | not 200 | missing in Kafka |");
        terminal.out().println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (CollectorRun.Row row : rows) {
            double ours = rows.stream()
                    .filter(other -> other.batch() == row.batch())
                    .findFirst()
                    .map(CollectorVerb::withoutCompiling)
                    .orElse(Double.NaN);
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "| %s | %d | %s | %,.0f | %s | %s | %.3f | %.3f | %,.0f | %.2f | %d | %s |%n",
                            row.name(),
                            row.batch(),
                            Double.isNaN(row.requestsPerSecond()) ? "" : "%,.0f".formatted(row.requestsPerSecond()),
                            row.eventsPerSecond(),
                            milliseconds(row.p50()),
                            milliseconds(row.p99()),
                            row.cpuPerTenThousand(),
                            row.compilerPerTenThousand(),
                            10_000 / withoutCompiling(row),
                            ours / withoutCompiling(row),
                            row.others(),
                            row.missing().isPresent() ? row.missing().getAsLong() : "");
        }
        rows.stream()
                .filter(row -> row.threads().size() > 1)
                .forEach(row -> terminal.out()
                        .printf(
                                "%n%s, %d a post, CPU s per 10,000 events by what threads do: %s%n",
                                row.name(),
                                row.batch(),
                                row.threads().entrySet().stream()
                                        .map(work ->
                                                String.format(Locale.ROOT, "%s %.3f", work.getKey(), work.getValue()))
                                        .collect(Collectors.joining(", "))));
    }

    private static double withoutCompiling(CollectorRun.Row row) {
        return row.cpuPerTenThousand() - row.compilerPerTenThousand();
    }

    private static String milliseconds(Duration time) {
        return time.isZero() ? "" : String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
    }
}
