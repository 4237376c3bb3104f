package dev.clickstream.endtoend.faults;

import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The three services, each in a process and with a state folder of its own. */
final class StreamServices implements AutoCloseable {
    static final List<String> NAMES = List.of("workflows", "groups", "sink");
    private static final Program PROCESSOR = new Program("stream-processor", "dev.clickstream.processor.Main", "320m");
    private static final Duration READY = Duration.ofMinutes(5);

    private final LocalPlatform platform;
    private final String redisUrl;
    private final Path folder;
    private final Map<String, ChildProgram> running = new HashMap<>();

    StreamServices(LocalPlatform platform, String redisUrl, Path folder) {
        this.platform = platform;
        this.redisUrl = redisUrl;
        this.folder = folder;
        NAMES.forEach(this::start);
    }

    private void start(String service) {
        Map<String, String> environment = new HashMap<>(platform.awsEnvironment());
        environment.put("PROCESSOR_SERVICES", service);
        environment.put("PROCESSOR_KAFKA_BOOTSTRAP", platform.endpoint("KAFKA_BOOTSTRAP"));
        environment.put("PROCESSOR_REDIS_URL", redisUrl);
        environment.put(
                "PROCESSOR_STATE_DIR", folder.resolve("state-" + service).toString());
        environment.put("PROCESSOR_INSTANCE_ID", service);
        running.put(service, ChildProgram.start(PROCESSOR, environment, List.of(), folder.resolve(service + ".log")));
    }

    /** Kills it with -9, wherever it stands, and starts it again without waiting for it. */
    void killAndRestart(String service) {
        running.get(service).kill();
        start(service);
    }

    void awaitReady() {
        running.values().forEach(program -> program.awaitReady(READY));
    }

    /** Starts what has ended by itself again, as whoever runs it would. */
    void restartWhatEnded() {
        for (String service : NAMES) {
            if (!running.get(service).isAlive()) {
                start(service);
            }
        }
    }

    @Override
    public void close() {
        running.values().forEach(ChildProgram::close);
    }
}
