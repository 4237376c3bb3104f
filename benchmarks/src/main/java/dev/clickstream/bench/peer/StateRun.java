package dev.clickstream.bench.peer;

import dev.clickstream.event.Topics;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Program;
import dev.clickstream.launcher.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** How much state the services keep for so many profiles, and how long they take to have it again from their changelogs. */
public final class StateRun {
    private static final Program PROCESSOR = new Program("stream-processor", "dev.clickstream.processor.Main", "768m");
    private static final Duration READY = Duration.ofMinutes(30);
    private static final long SEED = 6;

    private StateRun() {}

    /**
     * What was measured.
     *
     * @param stateBytes on disk, all stores of both services
     * @param startKept from the start of the process to its ready, with the state on disk
     * @param startRestored the same with an empty state folder
     */
    public record State(int profiles, int events, long stateBytes, Duration startKept, Duration startRestored) {
        public Duration restore() {
            return startRestored.minus(startKept);
        }
    }

    /** @param folder for logs and state */
    public static State run(int profiles, int eventsEach, Path folder, Consumer<String> notes) throws Exception {
        try (LocalPlatform platform =
                        LocalPlatform.start(Set.of(Service.KAFKA, Service.REDIS), folder.resolve("platform"));
                EventFeed feed = new EventFeed(platform.endpoint("KAFKA_BOOTSTRAP"), SEED, profiles);
                Admin admin = Admin.create(Map.of("bootstrap.servers", platform.endpoint("KAFKA_BOOTSTRAP")))) {
            Path state = folder.resolve("state");
            int events = profiles * eventsEach;
            notes.accept("filling the state with %,d events ...".formatted(events));
            try (ChildProgram program = start(platform, state, folder)) {
                program.awaitReady(READY);
                feed.send(events);
                GroupLag workflows = new GroupLag("workflows", EventFeed.topics(), 0);
                GroupLag groups = new GroupLag("groups", List.of(Topics.ACTIVITY.name()), 1);
                while (!workflows.isNone(admin) || !groups.isNone(admin)) {
                    Thread.sleep(500);
                }
            }
            long bytes = size(state);
            notes.accept("starting with the state kept ...");
            Duration kept = timeToReady(platform, state, folder);
            delete(state);
            notes.accept("starting with the state gone ...");
            Duration restored = timeToReady(platform, state, folder);
            return new State(profiles, events, bytes, kept, restored);
        }
    }

    private static Duration timeToReady(LocalPlatform platform, Path state, Path folder) {
        long before = System.nanoTime();
        try (ChildProgram program = start(platform, state, folder)) {
            program.awaitReady(READY);
            return Duration.ofNanos(System.nanoTime() - before);
        }
    }

    private static ChildProgram start(LocalPlatform platform, Path state, Path folder) {
        Map<String, String> environment = new HashMap<>(platform.awsEnvironment());
        // No DynamoDB where nothing is written: the look at the table of rules ends at once.
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1");
        environment.put("PROCESSOR_KAFKA_BOOTSTRAP", platform.endpoint("KAFKA_BOOTSTRAP"));
        environment.put("PROCESSOR_REDIS_URL", platform.endpoint("REDIS_URL"));
        environment.put("PROCESSOR_STATE_DIR", state.toString());
        environment.put("PROCESSOR_SERVICES", "workflows,groups");
        environment.put("PROCESSOR_INSTANCE_ID", "bench");
        return ChildProgram.start(PROCESSOR, environment, List.of(), folder.resolve("processor.log"));
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
