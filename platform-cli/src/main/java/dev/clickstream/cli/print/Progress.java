package dev.clickstream.cli.print;

import java.io.PrintStream;

/** Shows how far something is: a bar that moves on a terminal, a line at each tenth elsewhere. */
public final class Progress {
    private static final int WIDTH = 40;
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintStream out;
    private final boolean terminal;
    private final String label;
    private final long total;
    private long shownAt;
    private long shownTenth;
    private boolean barShown;

    public Progress(PrintStream out, boolean terminal, String label, long total) {
        this.out = out;
        this.terminal = terminal;
        this.label = label;
        this.total = Math.max(total, 1);
    }

    public static boolean onTerminal() {
        return System.console() != null && System.console().isTerminal();
    }

    public synchronized void show(long done) {
        long now = System.nanoTime();
        if (terminal && (done >= total || now - shownAt > REDRAW_NANOS)) {
            shownAt = now;
            barShown = true;
            int filled = (int) Math.min(WIDTH, done * WIDTH / total);
            out.printf(
                    "\r%s [%s%s] %,d of %,d (%d %%)",
                    label, "#".repeat(filled), ".".repeat(WIDTH - filled), done, total, done * 100 / total);
            out.flush();
        } else if (!terminal && done * 10 / total > shownTenth) {
            shownTenth = done * 10 / total;
            out.printf("%s %,d of %,d (%d %%)%n", label, done, total, done * 100 / total);
        }
    }

    public synchronized void finish() {
        if (barShown) {
            out.println();
            barShown = false;
        }
    }
}
