package dev.clickstream.processor;

import static java.util.Objects.requireNonNull;

import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.House;
import dev.clickstream.launcher.Launch;
import dev.clickstream.launcher.LocalPlatform;
import dev.clickstream.launcher.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One run of the rebuild program, and what it said. */
record RebuildRun(ChildProgram program, List<String> lines, Map<String, CompletableFuture<Void>> points) {
    private static final Program PROGRAM =
            new Program("stream-processor", "dev.clickstream.processor.rebuild.Main", "256m");
    private static final Duration LONG = Duration.ofSeconds(240);

    static RebuildRun start(LocalPlatform platform, Path directory, String... arguments) {
        Map<String, String> environment = new HashMap<>(platform.awsEnvironment());
        environment.put("REBUILD_KAFKA_BOOTSTRAP", platform.endpoint("KAFKA_BOOTSTRAP"));
        environment.put("REBUILD_REDIS_URL", platform.endpoint("REDIS_URL"));
        if (platform.endpoints().containsKey("S3_BUCKET")) {
            environment.put("REBUILD_BUCKET", platform.endpoint("S3_BUCKET"));
        }
        List<String> lines = new CopyOnWriteArrayList<>();
        Map<String, CompletableFuture<Void>> points =
                Map.of("waiting", new CompletableFuture<>(), "comparing", new CompletableFuture<>());
        Launch launch = Launch.of(
                House.find(), "rebuild", PROGRAM, environment, List.of(arguments), directory.resolve("rebuild.log"));
        ChildProgram program = ChildProgram.start(launch, line -> {
            lines.add(line);
            points.forEach((point, reached) -> {
                if (line.startsWith("progress: " + point)) {
                    reached.complete(null);
                }
            });
        });
        return new RebuildRun(program, lines, points);
    }

    /** Until it says that it is there. */
    void awaitLine(String point) {
        requireNonNull(points.get(point))
                .orTimeout(LONG.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    RebuildRun finished() {
        program.awaitExit(LONG);
        program.awaitOutput();
        return this;
    }

    JsonNode result() {
        return lines.stream()
                .filter(line -> line.startsWith("result: "))
                .map(line -> JsonMapper.shared().readTree(line.substring("result: ".length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError(lines + program.lastWords()));
    }
}
