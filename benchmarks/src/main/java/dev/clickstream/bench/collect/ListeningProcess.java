package dev.clickstream.bench.collect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds whose a port is, to count the CPU time of a peer that was given by its address. Reads Linux's {@code /proc}. */
final class ListeningProcess {
    private static final String LISTENING = "0A";

    private ListeningProcess() {}

    /** Empty if nobody's, or where that cannot be told. */
    static OptionalLong on(int port) {
        try {
            Set<String> sockets = Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                    .flatMap(table -> lines(Path.of(table)))
                    .map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields.length > 9
                            && fields[3].equals(LISTENING)
                            && fields[1].endsWith(":%04X".formatted(port)))
                    .map(fields -> "socket:[%s]".formatted(fields[9]))
                    .collect(Collectors.toSet());
            try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
                return processes
                        .filter(process -> process.getFileName().toString().matches("\\d+"))
                        .filter(process -> holds(process.resolve("fd"), sockets))
                        .mapToLong(
                                process -> Long.parseLong(process.getFileName().toString()))
                        .findFirst();
            }
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static boolean holds(Path descriptors, Set<String> sockets) {
        try (Stream<Path> open = Files.list(descriptors)) {
            return open.anyMatch(descriptor -> sockets.contains(target(descriptor)));
        } catch (IOException e) {
            return false;
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
