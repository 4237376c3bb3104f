package dev.clickstream.bench;

import static java.util.Objects.requireNonNull;

import dev.clickstream.bench.load.LoaderRun;
import dev.clickstream.cli.print.Terminal;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "loader",
        description = {
            "What it costs to bring events from Kafka to Parquet on S3 and on into the (local) warehouse, beside the bare Parquet "
                    + "writer over rows that are ready. Start and first load are not counted."
        })
final class LoaderVerb implements Callable<Integer> {
    private static final double MILLION = 1e6;

    private final Terminal terminal;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "1000000",
            description =
                    "Events of the tracking plan, of about 560 bytes; a fifth of them is warm-up. Default: ${DEFAULT-VALUE}")
    int events;

    LoaderVerb(Terminal terminal) {
        this.terminal = requireNonNull(terminal);
    }

    @Override
    public Integer call() throws Exception {
        return ScratchFolder.with(folder -> {
            LoaderRun.Result result = LoaderRun.run(events, folder, terminal.notes()::println);
            terminal.out()
                    .println(text(
                            "loader:       %,9.0f rows/s (%,.0f to S3 alone), %5.1f CPU s per million rows, %.1f bytes per row, %,d MiB resident",
                            result.rows() / result.seconds(),
                            result.rows() / Math.max(0.1, result.stagingSeconds()),
                            result.cpuSeconds() * MILLION / result.rows(),
                            (double) result.bytes() / result.rows(),
                            result.residentMib()));
            terminal.out()
                    .println(text(
                            "bare Parquet: %,9.0f rows/s, %5.1f CPU s per million rows, %.1f bytes per row",
                            result.rows() / result.bareSeconds(),
                            result.bareCpuSeconds() * MILLION / result.rows(),
                            (double) result.bareBytes() / result.rows()));
            terminal.out()
                    .println(text(
                            "%,d rows counted; the loader has %.0f %% of the bare writer's rows per CPU second",
                            result.rows(), 100 * result.bareCpuSeconds() / result.cpuSeconds()));
            return 0;
        });
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
