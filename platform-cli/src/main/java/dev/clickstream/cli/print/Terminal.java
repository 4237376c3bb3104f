package dev.clickstream.cli.print;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a verb prints.
 *
 * @param out results
 * @param notes progress and what went wrong, so that results can be piped
 * @param moving whether lines may be drawn over
 */
public record Terminal(PrintStream out, PrintStream notes, boolean moving) {
    /** Standard output and error in UTF-8, whatever the locale says. */
    public static Terminal system() {
        boolean terminal = System.console() != null && System.console().isTerminal();
        return new Terminal(utf8(FileDescriptor.out), utf8(FileDescriptor.err), terminal);
    }

    public Progress progress(String label, long total) {
        return new Progress(notes, moving, label, total);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
