package dev.clickstream.bench;

import static java.util.Objects.requireNonNull;

import dev.clickstream.bench.load.LoaderRun;
import dev.clickstream.bench.load.Measured;
import dev.clickstream.bench.load.PeerCommand;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.print.TextTable;
import dev.clickstream.launcher.House;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "loader",
        description = {
            "What it costs to bring events from Kafka to Parquet on S3 and on into the (local) warehouse, beside Apache Iceberg's "
                    + "Kafka Connect sink over the same events and the bare Parquet writer over rows that are ready in memory. Start and "
                    + "warm-up (the first two fifths of the events) are not counted.",
            "Downloads Iceberg into .clickstream/iceberg the first time (190 MB). Fails below a bar, and where files do not hold the "
                    + "same rows."
        })
final class LoaderVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "10000000",
            description =
                    "Events of the tracking plan, of simulated travellers; 100,000 at least. Fewer than 10,000,000 measure a loader that is still compiled while it runs; so many take a quarter of an hour, and 15 GB of disk. Default: ${DEFAULT-VALUE}")
    int events;

    @Option(
            names = "--peer",
            paramLabel = "NAME=COMMAND",
            description =
                    "Another loader, started by a shell for its turn; may be repeated. docs/benchmarks.md says what it is told and must do.")
    Map<String, String> peers = Map.of();

    @Option(names = "--no-iceberg", description = "Leave Iceberg's sink out.")
    boolean noIceberg;

    @Option(
            names = "--bar-peer",
            paramLabel = "X",
            defaultValue = "2",
            description =
                    "Times the rows per CPU second, the compiler's share left out, of the best peer that the loader must reach. Default: ${DEFAULT-VALUE}")
    double barPeer;

    @Option(
            names = "--bar-bare",
            paramLabel = "X",
            defaultValue = "0.6",
            description =
                    "Share of the bare writer's rows per second that the loader must reach, with its two threads beside the writer's one; wants a quiet machine. Default: ${DEFAULT-VALUE}")
    double barBare;

    @Option(names = "--json", description = "Print one line of JSON instead of tables.")
    boolean json;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Write a flight recording of the loader while it is measured.")
    @Nullable
    Path recording;

    LoaderVerb(Terminal terminal) {
        this.terminal = requireNonNull(terminal);
    }

    @Override
    public Integer call() throws Exception {
        if (events < 100_000) {
            throw new IllegalArgumentException("wanted --events of 100000 at least, found " + events);
        }
        List<PeerCommand> commands = peers.entrySet().stream()
                .map(peer -> new PeerCommand(peer.getKey(), peer.getValue()))
                .toList();
        House house = House.find();
        return ScratchFolder.with(folder -> {
            LoaderRun.Result result = new LoaderRun(house, folder, terminal.notes()::println)
                    .run(new LoaderRun.Wish(events, !noIceberg, commands, recording));
            double bare = result.staged().perSecond() / result.bare().perSecond();
            double peer = result.peers().stream()
                    .mapToDouble(one -> result.staged().perCpuSecond() / one.perCpuSecond())
                    .min()
                    .orElse(Double.POSITIVE_INFINITY);
            boolean met = bare >= barBare && peer >= barPeer && result.sameRows();
            if (json) {
                terminal.out().println(json(result, met));
            } else {
                print(result, bare, peer);
            }
            return met ? 0 : 1;
        });
    }

    private static List<Measured> all(LoaderRun.Result result) {
        List<Measured> all = new ArrayList<>(List.of(result.staged(), result.loaded(), result.bare()));
        all.addAll(result.peers());
        return all;
    }

    private void print(LoaderRun.Result result, double bare, double peer) {
        TextTable table = new TextTable(
                "engine",
                "rows",
                "rows/s",
                "CPU s/million",
                "of it compiling",
                "rows/other CPU s",
                "beside the loader",
                "bytes/row",
                "peak MiB");
        for (Measured one : all(result)) {
            table.add(
                    one.engine(),
                    one.rows(),
                    text("%,.0f", one.perSecond()),
                    text("%.2f", one.cpuSecondsPerMillion()),
                    text("%.2f", one.compilerSecondsPerMillion()),
                    text("%,.0f", one.perCpuSecond()),
                    text("%.2f", one.perCpuSecond() / result.staged().perCpuSecond()),
                    text("%.1f", one.bytesPerRow()),
                    one.peakMib() == 0 ? "" : Long.toString(one.peakMib()));
        }
        terminal.out().print(table);
        result.counts()
                .forEach((engine, count) -> terminal.out().println("read from the files of " + engine + ": " + count));
        terminal.out()
                .println(text(
                        "the loader has %.0f %% of the bare writer's rows per second, the bar is %.0f %%; and %.0f %% of its rows per CPU second",
                        100 * bare,
                        100 * barBare,
                        100 * result.staged().perCpuSecond() / result.bare().perCpuSecond()));
        if (!result.peers().isEmpty()) {
            terminal.out()
                    .println(
                            text("and %.1f times the best peer's rows per CPU second; the bar is %.1f", peer, barPeer));
        }
        if (!result.sameRows()) {
            terminal.out().println("THE FILES DO NOT HOLD THE SAME ROWS");
        }
    }

    private String json(LoaderRun.Result result, boolean met) {
        ObjectNode told = JsonMapper.shared()
                .createObjectNode()
                .put("events", events)
                .put("barPeer", barPeer)
                .put("barBare", barBare)
                .put("met", met)
                .put("sameRows", result.sameRows());
        ArrayNode engines = told.putArray("engines");
        for (Measured one : all(result)) {
            engines.addObject()
                    .put("engine", one.engine())
                    .put("rows", one.rows())
                    .put("rowsPerSecond", one.perSecond())
                    .put("cpuSecondsPerMillion", one.cpuSecondsPerMillion())
                    .put("compilerSecondsPerMillion", one.compilerSecondsPerMillion())
                    .put("besideTheLoader", one.perCpuSecond() / result.staged().perCpuSecond())
                    .put("bytesPerRow", one.bytesPerRow())
                    .put("peakMib", one.peakMib());
        }
        ObjectNode counts = told.putObject("read");
        result.counts().forEach(counts::put);
        return told.toString();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
