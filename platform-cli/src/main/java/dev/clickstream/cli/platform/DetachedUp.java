package dev.clickstream.cli.platform;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts {@code up} in the background and waits until it is ready. A Ctrl-C meant for us, or a closed terminal, does not end it. */
public final class DetachedUp {
    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final long LOOK_MILLIS = 200;

    private DetachedUp() {}

    /** Gives the number of the process. */
    public static long start(PlatformFolder folder, String mainClass, PlatformForm form) throws InterruptedException {
        RunningPlatform.find(folder).ifPresent(running -> {
            throw new PlatformException("the platform is already up as process %d; stop it with ./clickstream down"
                    .formatted(running.process().pid()));
        });
        Path log = folder.log("up");
        Process process;
        try {
            Files.createDirectories(log.getParent());
            Files.deleteIfExists(folder.endpoints());
            process = new ProcessBuilder(command(mainClass, form))
                    .redirectInput(Redirect.from(new File("/dev/null")))
                    .redirectOutput(log.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException failure) {
            throw new PlatformException("cannot start in the background: " + failure.getMessage(), failure);
        }
        long giveUpAt = System.nanoTime() + LIMIT.toNanos();
        while (!Files.exists(folder.endpoints())) {
            if (!process.isAlive()) {
                throw new PlatformException("the platform did not start:\n" + read(log));
            }
            if (System.nanoTime() > giveUpAt) {
                process.destroy();
                throw new PlatformException("the platform was not ready after %d minutes; see %s"
                        .formatted(LIMIT.toMinutes(), folder.shown(log)));
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return process.pid();
    }

    private static List<String> command(String mainClass, PlatformForm form) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(mainClass, "up"));
        if (form.collector() == CollectorForm.FUNCTION) {
            command.add("--lambda");
        }
        command.addAll(List.of("--heartbeat", Integer.toString(form.heartbeatSeconds())));
        return command;
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            return "its log " + log + " cannot be read";
        }
    }
}
