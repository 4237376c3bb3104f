package dev.clickstream.processor.rebuild;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Tells whoever waits what is going on: a line beginning with {@code progress: }, and not more often than needed. */
public final class ProgressLines {
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final PrintStream out;
    private final InstantSource clock;
    private String last = "";
    private Instant next = Instant.MIN;

    public ProgressLines(PrintStream out, InstantSource clock) {
        this.out = requireNonNull(out, "out");
        this.clock = requireNonNull(clock, "clock");
    }

    public void note(String text) {
        out.println("progress: " + text);
    }

    /** The beginning and the end of a step are always told. */
    public void step(String what, long done, long of) {
        Instant now = clock.instant();
        if (!what.equals(last) || done >= of || !now.isBefore(next)) {
            note("%s: %,d of %,d".formatted(what, done, of));
            last = what;
            next = now.plus(EVERY);
        }
    }

    /** Of a step whose end is not known. */
    public void step(String what, long done) {
        Instant now = clock.instant();
        if (!what.equals(last) || !now.isBefore(next)) {
            note("%s: %,d".formatted(what, done));
            last = what;
            next = now.plus(EVERY);
        }
    }
}
