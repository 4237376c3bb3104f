package dev.clickstream.cli.platform;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What started in how many milliseconds: a table that fills itself on a terminal, a line for each elsewhere. */
final class StartBoard {
    private final PrintStream out;
    private final boolean moving;
    private final Map<String, @Nullable Duration> starts = new LinkedHashMap<>();
    private int drawn;

    StartBoard(PrintStream out, boolean moving) {
        this.out = out;
        this.moving = moving;
    }

    synchronized void started(String name) {
        starts.put(name, null);
        draw();
    }

    synchronized void ready(String name, Duration took) {
        starts.put(name, took);
        if (moving) {
            draw();
        } else {
            out.println(line(name, took));
        }
    }

    private void draw() {
        if (!moving) {
            return;
        }
        StringBuilder text = new StringBuilder(drawn == 0 ? "" : "\033[" + drawn + "A");
        starts.forEach(
                (name, took) -> text.append("\033[2K").append(line(name, took)).append('\n'));
        drawn = starts.size();
        out.print(text);
        out.flush();
    }

    private static String line(String name, @Nullable Duration took) {
        return took == null
                ? "  %-16s starting".formatted(name)
                : "  %-16s ready after %,6d ms".formatted(name, took.toMillis());
    }
}
