package dev.clickstream.bench;

import static java.util.Objects.requireNonNull;

import dev.clickstream.bench.peer.StateRun;
import dev.clickstream.bench.peer.StateRun.State;
import dev.clickstream.cli.print.Terminal;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "state",
        description = {
            "The state of workflows and groups: bytes per profile, and the time to restore it from its changelogs.",
            "Measured on as many profiles as are asked for; what a million take is worked out from that, and said to be."
        })
final class StateVerb implements Callable<Integer> {
    private static final double MILLION = 1e6;
    private static final Duration NOISE = Duration.ofSeconds(3);

    private final Terminal terminal;

    @Option(
            names = "--profiles",
            paramLabel = "N",
            defaultValue = "50000",
            description = "Profiles that are simulated. Default: ${DEFAULT-VALUE}")
    int profiles;

    @Option(
            names = "--events-each",
            paramLabel = "N",
            defaultValue = "10",
            description = "Events per profile, over five categories, each on another item. Default: ${DEFAULT-VALUE}")
    int eventsEach;

    StateVerb(Terminal terminal) {
        this.terminal = requireNonNull(terminal);
    }

    @Override
    public Integer call() throws Exception {
        return ScratchFolder.with(folder -> {
            State state = StateRun.run(profiles, eventsEach, folder, terminal.notes()::println);
            double factor = MILLION / state.profiles();
            terminal.out()
                    .println(text(
                            "measured: %,d profiles, %,d events, %,.1f MiB of state, %,.0f bytes per profile, %.0f per event",
                            state.profiles(),
                            state.events(),
                            state.stateBytes() / 1048576.0,
                            (double) state.stateBytes() / state.profiles(),
                            (double) state.stateBytes() / state.events()));
            terminal.out()
                    .println(text(
                            "measured: ready after %.1f s with the state on disk, after %.1f s with none: %.1f s to restore",
                            state.startKept().toMillis() / 1000.0,
                            state.startRestored().toMillis() / 1000.0,
                            state.restore().toMillis() / 1000.0));
            if (state.profiles() < MILLION) {
                terminal.out()
                        .println(text(
                                "worked out for a million profiles, in proportion: %,.1f GiB of state%s",
                                state.stateBytes() * factor / (1 << 30), restore(state, factor)));
            }
            return 0;
        });
    }

    /** Two starts differ by a second or two of themselves: what is not well above that is no measurement. */
    private static String restore(State state, double factor) {
        return state.restore().compareTo(NOISE) < 0
                ? "; too few profiles to tell the time to restore from that of a start"
                : text(", %,.0f s to restore on one instance", state.restore().toMillis() * factor / 1000);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
