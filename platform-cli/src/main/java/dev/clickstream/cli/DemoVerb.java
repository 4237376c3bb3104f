package dev.clickstream.cli;

import dev.clickstream.cli.demo.Demo;
import dev.clickstream.cli.platform.CollectorForm;
import dev.clickstream.cli.platform.DetachedUp;
import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.platform.Memory;
import dev.clickstream.cli.platform.PlatformException;
import dev.clickstream.cli.platform.PlatformFolder;
import dev.clickstream.cli.platform.PlatformForm;
import dev.clickstream.cli.platform.RunningPlatform;
import dev.clickstream.cli.platform.Supervisor;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.send.MessageSource;
import dev.clickstream.cli.stage.RecentItemsStage;
import dev.clickstream.cli.warehouse.Warehouse;
import dev.clickstream.recent.Decay;
import dev.clickstream.recent.WeightedItem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = {
            "Shows the whole way: starts the platform (or uses the running one), sends events, waits until DynamoDB and the "
                    + "gold tables show them, and prints the counts of all stages, a user's recent items and the newest gold rows.",
            "Exit code 0 only when all counts reconcile exactly. Stops what it started."
        })
final class DemoVerb implements Callable<Integer> {
    private static final List<String> GOLD =
            List.of("gold.daily_sales", "gold.weekly_bookings", "gold.daily_category_engagement");
    private static final int CTRL_C = 130;

    /** Without heartbeats: the demo counts every event. */
    private static final PlatformForm FORM = new PlatformForm(CollectorForm.SERVER, 0);

    private final Terminal terminal;
    private final InstantSource clock;

    @Mixin
    SendOptions options = new SendOptions();

    @Option(
            names = "--keep-running",
            description = "Leave the platform up in the background; ./clickstream down stops it.")
    boolean keepRunning;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10m",
            converter = DurationConverter.class,
            description = "How long to wait for the events at either end. Default: ${DEFAULT-VALUE}")
    Duration timeout = Duration.ofMinutes(10);

    DemoVerb(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        PlatformFolder folder = PlatformFolder.find();
        // Opened before anything starts: an unreadable file is told at once.
        try (MessageSource source = options.open(clock.instant())) {
            options.settings();
            if (keepRunning && RunningPlatform.find(folder).isEmpty()) {
                terminal.notes().println("starting the platform in the background");
                DetachedUp.start(folder, Main.class.getName(), FORM);
            }
            Optional<RunningPlatform> running = RunningPlatform.find(folder);
            if (running.isPresent()) {
                terminal.notes().println("using the running platform");
                ProcessHandle up = running.get().process();
                try (Memory memory = new Memory(up, ProcessHandle.current())) {
                    return show(folder, source, memory);
                }
            }
            return showOwn(folder, source);
        }
    }

    private int showOwn(PlatformFolder folder, MessageSource source) throws Exception {
        long begun = System.nanoTime();
        try (Memory memory = new Memory(ProcessHandle.current());
                Supervisor supervisor = Supervisor.start(folder, terminal, clock, FORM, CTRL_C)) {
            double startSeconds = (System.nanoTime() - begun) / 1e9;
            Thread.ofPlatform().name("heal").daemon().start(() -> heal(supervisor));
            int code = show(folder, source, memory);
            terminal.out().printf("%-28s %.1f s%n", "start-up", startSeconds);
            return code;
        }
    }

    private void heal(Supervisor supervisor) {
        try {
            if (!supervisor.watch()) {
                terminal.notes().println("clickstream: the platform does not stay up");
                System.exit(1);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private int show(PlatformFolder folder, MessageSource source, Memory memory) throws Exception {
        Endpoints endpoints = Endpoints.ofRunning(folder);
        Demo.Outcome outcome =
                new Demo(endpoints, terminal, clock, timeout).run(source, options.settings(), options.ledger);
        terminal.out().printf("%-28s %s%n", "peak memory, all together", Demo.inWords(memory));
        outcome.user().ifPresent(user -> showRecent(endpoints, user));
        showGold(endpoints);
        boolean holds = outcome.reconciliation().holds();
        terminal.out().println(holds ? "all counts reconcile" : "the counts do NOT reconcile");
        return holds ? 0 : 1;
    }

    private void showRecent(Endpoints endpoints, String user) {
        try (RecentItemsStage stage = new RecentItemsStage(endpoints)) {
            Map<String, List<WeightedItem>> categories = RecentVerb.reader(stage, clock)
                    .read(RecentVerb.profileOf(user), Decay.halfLife(Duration.ofDays(7)));
            terminal.out()
                    .printf(
                            "%nthe newest recent items of %s, as a recommender reads them (all: ./clickstream recent)%n%n",
                            user);
            terminal.out().print(RecentVerb.asTable(categories, 5));
        }
    }

    private void showGold(Endpoints endpoints) {
        try (Warehouse warehouse = Warehouse.open(endpoints)) {
            for (String table : GOLD) {
                terminal.out().printf("%n%s, newest first%n%n", table);
                if (warehouse.run("select * from %s order by 1 desc, 2 limit 8".formatted(table))
                        instanceof Warehouse.Answer.Rows rows) {
                    terminal.out().print(SqlVerb.asTable(rows));
                }
            }
            terminal.out().println();
        } catch (PlatformException failure) {
            terminal.out().println("the gold tables cannot be shown: " + failure.getMessage());
        }
    }
}
