package dev.clickstream.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Becomes ready, then waits; writes a file when it is stopped cleanly. */
public final class PatientProgram {
    private PatientProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path stopped = Path.of(arguments[0]);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                Files.writeString(stopped, "clean");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            Runtime.getRuntime().halt(0);
        }));
        System.out.println("starting");
        System.out.println("ready http://127.0.0.1:1234");
        Thread.sleep(600_000);
    }
}
