package dev.clickstream.bench.collect;

import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.Launch;
import dev.clickstream.launcher.LaunchException;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The peers that the benchmark starts itself: each until it is closed, or its own process ends. */
final class StartedPeers implements AutoCloseable {
    private static final Duration SERVES_WITHIN = Duration.ofSeconds(60);

    /** Programs of others know nothing of a parent whose end they hear on their standard input: the shell hears it for them. */
    private static final String WITH_PARENT =
            "/bin/sh -c \"exec $1\" </dev/null & child=$!; trap 'kill $child; wait $child' EXIT; trap exit TERM; read -r end";

    private final Map<String, ChildProgram> running = new LinkedHashMap<>();

    private StartedPeers() {}

    /** Waits until all serve, those too that run already. */
    static StartedPeers start(List<Peer> peers, String bootstrap, Path folder) throws InterruptedException {
        StartedPeers started = new StartedPeers();
        try {
            for (Peer peer : peers) {
                if (peer.command() != null) {
                    started.start(peer, peer.command(), bootstrap, folder);
                }
                started.awaitServing(peer);
            }
            return started;
        } catch (RuntimeException | InterruptedException e) {
            started.close();
            throw e;
        }
    }

    private void start(Peer peer, String command, String bootstrap, Path folder) {
        List<String> shell = List.of("/bin/sh", "-c", WITH_PARENT, "sh", command);
        Map<String, String> environment = Map.of("KAFKA_BOOTSTRAP", bootstrap, "SCRATCH_FOLDER", folder.toString());
        Path log = folder.resolve("peer-%s.log".formatted(peer.name()));
        running.put(peer.name(), ChildProgram.start(new Launch(peer.name(), shell, environment, null, log)));
    }

    private void awaitServing(Peer peer) throws InterruptedException {
        int port = peer.address("track").getPort();
        long deadline = System.nanoTime() + SERVES_WITHIN.toNanos();
        while (true) {
            try (Socket connection = new Socket(peer.address("track").getHost(), port)) {
                return;
            } catch (IOException notYet) {
                ChildProgram child = running.get(peer.name());
                if (System.nanoTime() > deadline || child == null || !child.isAlive()) {
                    String words = child == null ? "nobody started it" : child.lastWords();
                    throw new LaunchException(
                            "peer %s does not serve on port %d: %s".formatted(peer.name(), port, words));
                }
                Thread.sleep(100);
            }
        }
    }

    /** -1 where it cannot be told. */
    long pid(Peer peer) {
        return ListeningProcess.on(peer.address("track").getPort()).orElse(-1);
    }

    @Override
    public void close() {
        new ArrayList<>(running.values()).reversed().forEach(ChildProgram::close);
    }
}
