package dev.clickstream.bench.load;

import dev.clickstream.bench.peer.Spent;
import dev.clickstream.bench.peer.ThreadTimes;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.Launch;
import dev.clickstream.launcher.LocalPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** A peer as it is started by a command line, and what any peer is measured by: the offsets that it commits. */
final class PeerRun {
    private static final long LOOK_MILLIS = 100;
    private static final Duration NO_PROGRESS = Duration.ofMinutes(5);

    /** Programs of others know nothing of a parent whose end they hear on their standard input: the shell hears it for them. */
    private static final String WITH_PARENT =
            "/bin/sh -c \"exec $1\" </dev/null & child=$!; trap 'kill $child; wait $child' EXIT; trap exit TERM; read -r end";

    private PeerRun() {}

    /** How many of so many events are warm-up, of the loader's as of a peer's: JVMs still compile what they run by then. */
    static long warmUp(long events) {
        return events * 2 / 5;
    }

    /** @param folder for its log and files of its own */
    static PeerProgram start(PeerCommand peer, LocalPlatform platform, Path folder) throws IOException {
        Path run = Files.createDirectories(folder);
        String prefix = "peer/%s/".formatted(peer.name());
        String group = "peer-" + peer.name();
        Map<String, String> environment = new HashMap<>(platform.awsEnvironment());
        environment.put("PEER_KAFKA_BOOTSTRAP", platform.endpoint("KAFKA_BOOTSTRAP"));
        environment.put("PEER_TOPICS", String.join(",", TravelFeed.topics()));
        environment.put("PEER_GROUP", group);
        environment.put("PEER_BUCKET", platform.endpoint("S3_BUCKET"));
        environment.put("PEER_PREFIX", prefix);
        environment.put("PEER_FOLDER", run.toString());
        List<String> shell = List.of("/bin/sh", "-c", WITH_PARENT, "sh", peer.command());
        ChildProgram program =
                ChildProgram.start(new Launch(peer.name(), shell, environment, null, run.resolve("peer.log")));
        return new PeerProgram(peer.name(), program, group, prefix);
    }

    /** From the first commit after the warm-up to the commit of the last event. */
    static Measured measured(PeerProgram peer, ChildProgram program, Admin admin) throws Exception {
        GroupProgress progress = new GroupProgress(admin, peer.group(), TravelFeed.topics());
        long all = progress.all();
        long warmUp = await(progress, warmUp(all), peer, program);
        ThreadTimes threads = ThreadTimes.of(program.pid());
        Spent begun = Spent.by(program.pid());
        await(progress, all, peer, program);
        Spent ended = Spent.by(program.pid());
        Map<String, Double> compiler = ThreadTimes.of(program.pid()).secondsSince(threads);
        if (warmUp == all) {
            throw new IllegalStateException(
                    "%s committed all %,d events at once: nothing is left to be measured; more --events are needed"
                            .formatted(peer.name(), all));
        }
        return new Measured(
                peer.name(),
                all - warmUp,
                ended.secondsSince(begun),
                ended.cpuSecondsSince(begun),
                compiler.getOrDefault(ThreadTimes.COMPILER, 0.0),
                0,
                Processes.peakMib(program.pid()));
    }

    private static long await(GroupProgress progress, long wanted, PeerProgram peer, ChildProgram program)
            throws InterruptedException {
        long committed = 0;
        long since = System.nanoTime();
        while (true) {
            long now = progress.committed();
            if (now >= wanted) {
                return now;
            }
            if (now > committed) {
                committed = now;
                since = System.nanoTime();
            }
            if (!program.isAlive() || System.nanoTime() - since > NO_PROGRESS.toNanos()) {
                throw new IllegalStateException("%s has committed %,d of %,d events and does not go on; %s"
                        .formatted(peer.name(), now, wanted, program.lastWords()));
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }
}
