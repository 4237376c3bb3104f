package dev.clickstream.bench;

import static java.util.Objects.requireNonNull;

import dev.clickstream.bench.peer.PeerRun;
import dev.clickstream.bench.peer.Taken;
import dev.clickstream.bench.peer.Work;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.print.TextTable;
import dev.clickstream.launcher.House;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "processor",
        description = {
            "The stream processor beside Faust: the same events, the same broker settings, thirty items kept per profile and "
                    + "category.",
            "(a) without collation and without writes; (b) both as shipped, with writes to DynamoDB Local in memory. "
                    + "Downloads Faust into .clickstream/faust the first time. Fails below the bar of (a)."
        })
final class ProcessorVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "500000",
            description = "Events measured in (a). Default: ${DEFAULT-VALUE}")
    int events;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "300000",
            description = "Events before them that do not count. Default: ${DEFAULT-VALUE}")
    int warmUp;

    @Option(
            names = "--faust-events",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Events measured with Faust in (a): it takes its time. Default: ${DEFAULT-VALUE}")
    int faustEvents;

    @Option(
            names = "--sink-events",
            paramLabel = "N",
            defaultValue = "20000",
            description =
                    "Events measured in (b), after a quarter of them as warm-up; DynamoDB Local is the bottleneck there. "
                            + "0 leaves (b) out. Default: ${DEFAULT-VALUE}")
    int sinkEvents;

    @Option(
            names = "--bar",
            paramLabel = "X",
            defaultValue = "10",
            description = "Times Faust's events per CPU second that (a) must reach. Default: ${DEFAULT-VALUE}")
    double bar;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Measure our side of (a) alone, and write a flight recording of it.")
    @Nullable
    Path recording;

    ProcessorVerb(Terminal terminal) {
        this.terminal = requireNonNull(terminal);
    }

    @Override
    public Integer call() throws Exception {
        House house = House.find();
        return ScratchFolder.with(folder -> {
            PeerRun run = new PeerRun(house, folder, terminal.notes()::println);
            Work plain = new Work(warmUp, events, false, recording);
            Taken ours = run.processor(plain, false);
            if (recording != null) {
                terminal.out().print(table(List.of(ours), ours));
                terminal.out().print(threads(List.of(ours)));
                return 0;
            }
            Taken floor = run.passThrough(plain);
            Taken faust = run.faust(new Work(warmUp, faustEvents, false, null));
            double ratio = ours.perCpuSecond() / faust.perCpuSecond();
            terminal.out().println("(a) no collation, no writes; warm-up %,d events".formatted(warmUp));
            terminal.out().print(table(List.of(ours, floor, faust), faust));
            terminal.out().println("CPU seconds per million events, by what threads do");
            terminal.out().print(threads(List.of(ours, floor, faust)));
            if (sinkEvents > 0) {
                Work writing = new Work(sinkEvents / 4, sinkEvents, true, null);
                Taken oursWriting = run.processor(writing, true);
                Taken faustWriting = run.faust(writing);
                terminal.out().println("(b) as shipped, with writes; warm-up %,d events".formatted(sinkEvents / 4));
                terminal.out().print(table(List.of(oursWriting, faustWriting), faustWriting));
                terminal.out().print(threads(List.of(oursWriting, faustWriting)));
            }
            terminal.out().println(number("(a) is %.1f", ratio) + number(" times Faust; the bar is %.0f", bar));
            return ratio >= bar ? 0 : 1;
        });
    }

    private static TextTable table(List<Taken> rows, Taken reference) {
        TextTable table = new TextTable(
                "engine",
                "processes counted",
                "events",
                "events/s",
                "CPU s/million",
                "events/CPU s",
                "ratio",
                "MiB",
                "units",
                "units/event");
        for (Taken taken : rows) {
            table.add(List.of(
                    taken.engine(),
                    taken.processes(),
                    "%,d".formatted(taken.events()),
                    number("%,.0f", taken.perSecond()),
                    number("%,.1f", taken.cpuSecondsPerMillion()),
                    number("%,.0f", taken.perCpuSecond()),
                    number("%.1f", taken.perCpuSecond() / reference.perCpuSecond()),
                    "%,d".formatted(taken.residentMib()),
                    number("%,.0f", taken.units()),
                    number("%.3f", taken.units() / taken.events())));
        }
        return table;
    }

    private static TextTable threads(List<Taken> rows) {
        TextTable table = new TextTable("engine", "threads", "CPU s/million");
        for (Taken taken : rows) {
            taken.threads().entrySet().stream()
                    .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                    .forEach(entry -> table.add(List.of(
                            taken.engine(), entry.getKey(), number("%,.1f", entry.getValue() * 1e6 / taken.events()))));
        }
        return table;
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
