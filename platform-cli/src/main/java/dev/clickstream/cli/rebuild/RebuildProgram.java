package dev.clickstream.cli.rebuild;

import dev.clickstream.cli.operate.OperatorProgram;
import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.platform.PlatformFolder;
import dev.clickstream.cli.print.Terminal;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The rebuild as a child process: its progress on the terminal, its result as JSON. */
final class RebuildProgram {
    private final OperatorProgram program;

    RebuildProgram(Terminal terminal) {
        this.program =
                new OperatorProgram(terminal, "rebuild", "stream-processor", "dev.clickstream.processor.rebuild.Main");
    }

    /**
     * Runs it to its end.
     *
     * @param memory heap of the program, as {@code -Xmx} takes it
     */
    JsonNode run(List<String> arguments, String memory) {
        PlatformFolder folder = PlatformFolder.find();
        Endpoints endpoints = Endpoints.ofRunning(folder);
        Map<String, String> settings = Map.of(
                "REBUILD_KAFKA_BOOTSTRAP", endpoints.get("KAFKA_BOOTSTRAP"),
                "REBUILD_REDIS_URL", endpoints.get("REDIS_URL"),
                "REBUILD_BUCKET", endpoints.get("S3_BUCKET"));
        return program.run(folder, endpoints, settings, arguments, memory);
    }
}
