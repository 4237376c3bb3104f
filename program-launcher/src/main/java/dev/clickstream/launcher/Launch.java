package dev.clickstream.launcher;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a program is started. It must print a line beginning with {@code ready} when it serves, and end when its standard input
 * does.
 *
 * @param name for messages
 * @param environment set on top of this process's own; where it names {@code AWS_ACCESS_KEY_ID}, inherited {@code AWS_*} names
 *     are left out, so that nobody's own account mixes with it
 * @param workingDirectory null for this process's own
 * @param log the file that takes what it prints
 */
public record Launch(
        String name,
        List<String> command,
        Map<String, String> environment,
        @Nullable Path workingDirectory,
        Path log) {
    /** Of what these programs allocate nearly all dies young: half of the heap for it saves a third of the collector's time. */
    private static final List<String> JVM_FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-XX:NewRatio=1");

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** A built program of this house, in a JVM like ours. */
    public static Launch of(
            House house,
            String name,
            Program program,
            Map<String, String> environment,
            List<String> arguments,
            Path log) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(JVM_FLAGS);
        command.add("-Xmx" + program.maxHeap());
        command.add("-cp");
        command.add(house.classPathOf(program));
        command.add(Supervised.class.getName());
        command.add(program.mainClass());
        command.addAll(arguments);
        return new Launch(name, command, environment, null, log);
    }
}
