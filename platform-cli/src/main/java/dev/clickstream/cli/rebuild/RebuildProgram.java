package dev.clickstream.cli.rebuild;

import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.platform.PlatformException;
import dev.clickstream.cli.platform.PlatformFolder;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.program.ReportingProgram;
import dev.clickstream.launcher.Program;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The rebuild as a child process. */
final class RebuildProgram {
    private static final String NAME = "rebuild";

    private final Terminal terminal;

    RebuildProgram(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Runs it to its end.
     *
     * @param memory heap of the program, as {@code -Xmx} takes it
     * @throws PlatformException with the program's own words if it refuses or fails
     */
    JsonNode run(List<String> arguments, String memory) {
        PlatformFolder folder = PlatformFolder.find();
        Endpoints endpoints = Endpoints.ofRunning(folder);
        Program program = new Program("stream-processor", "dev.clickstream.processor.rebuild.Main", memory);
        return new ReportingProgram(terminal, NAME, program).run(folder, environment(endpoints), arguments);
    }

    private static Map<String, String> environment(Endpoints endpoints) {
        Map<String, String> environment = new LinkedHashMap<>(endpoints.awsEnvironment());
        environment.put("REBUILD_KAFKA_BOOTSTRAP", endpoints.get("KAFKA_BOOTSTRAP"));
        environment.put("REBUILD_REDIS_URL", endpoints.get("REDIS_URL"));
        environment.put("REBUILD_BUCKET", endpoints.get("S3_BUCKET"));
        return environment;
    }
}
