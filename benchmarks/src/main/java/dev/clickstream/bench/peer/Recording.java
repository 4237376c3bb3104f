package dev.clickstream.bench.peer;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A flight recording of a JVM, told to it by the JDK's own jcmd. */
public final class Recording {
    private Recording() {}

    public static void start(long pid) throws IOException, InterruptedException {
        tell(pid, "JFR.start", "name=bench", "settings=profile");
    }

    public static void write(long pid, Path file) throws IOException, InterruptedException {
        tell(pid, "JFR.dump", "name=bench", "filename=" + file.toAbsolutePath());
    }

    private static void tell(long pid, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid)));
        command.addAll(List.of(words));
        int code = new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("%s ended with exit code %d".formatted(String.join(" ", command), code));
        }
    }
}
