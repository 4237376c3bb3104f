package dev.clickstream.collector.drain;

import dev.clickstream.collector.publish.EventPublisher;
import dev.clickstream.collector.spill.SpillException;
import dev.clickstream.collector.spill.SpillStore;
import dev.clickstream.settings.ProgramStart;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Tells what waits, or drains it once, and ends. Its one argument is {@code status} or {@code drain}. Prints lines that begin
 * with {@code progress: }, and one with {@code result: } and JSON. Exit codes: 0 done, 1 refused or failed, 2 wrong use or
 * settings.
 */
public final class Main {
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private Main() {}

    public static void main(String[] arguments) {
        if (!List.of(arguments).equals(List.of("status")) && !List.of(arguments).equals(List.of("drain"))) {
            if (arguments.length == 1 && arguments[0].equals("--help")) {
                ProgramStart.readArguments(arguments, DrainSettings.SETTINGS);
            }
            System.out.println("refused: one argument is wanted, status or drain; found " + List.of(arguments));
            System.exit(WRONG_USE);
        }
        DrainSettings settings = ProgramStart.orExit(() -> DrainSettings.from(System.getenv()));
        try (SpillStore store = settings.store()) {
            InstantSource clock = InstantSource.system();
            System.out.println("result: "
                    + (arguments[0].equals("status")
                            ? Waiting.in(store).json(clock.instant()).toString()
                            : drained(settings, store, clock)));
        } catch (SpillException e) {
            System.out.println("refused: " + e.getMessage());
            System.exit(FAILED);
        }
        System.exit(0);
    }

    private static String drained(DrainSettings settings, SpillStore store, InstantSource clock) {
        Instant until = clock.instant().plus(settings.time());
        try (EventPublisher kafka = settings.publisher()) {
            return new Drain(store, kafka, clock, line -> System.out.println("progress: " + line))
                    .run(until)
                    .json();
        }
    }
}
