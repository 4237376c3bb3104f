package dev.clickstream.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Counts the TCP connections that a process holds: in a snapshot they would be dead. Reads Linux's {@code /proc}. */
final class OpenConnections {
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String LISTENING = "0A";

    private OpenConnections() {}

    /**
     * {@code unknown} where there is no {@code /proc}.
     *
     * @param besides connections to this port are not counted
     */
    static String of(long pid, int besides) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            Set<String> sockets = sockets(process);
            String port = ":%04X".formatted(besides);
            long connections = Stream.of("tcp", "tcp6")
                    .flatMap(table -> lines(process.resolve("net").resolve(table)).stream())
                    .map(line -> line.strip().split("\\s+"))
                    .filter(fields -> fields.length > INODE && sockets.contains(fields[INODE]))
                    .filter(fields -> !fields[STATE].equals(LISTENING) && !fields[REMOTE].endsWith(port))
                    .count();
            return Long.toString(connections);
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static Set<String> sockets(Path process) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            for (Path descriptor : descriptors.toList()) {
                String target = Files.readSymbolicLink(descriptor).toString();
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        }
        return inodes;
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException e) {
            return List.of();
        }
    }
}
