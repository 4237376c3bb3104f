package dev.clickstream.cli.rebuild;

import dev.clickstream.cli.platform.Endpoints;
import dev.clickstream.cli.platform.PlatformException;
import dev.clickstream.cli.platform.PlatformFolder;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.House;
import dev.clickstream.launcher.Launch;
import dev.clickstream.launcher.Program;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rebuild as a child process: its progress on the terminal, its result as JSON. */
final class RebuildProgram {
    private static final String NAME = "rebuild";
    private static final String PROGRESS = "progress: ";
    private static final String RESULT = "result: ";
    private static final String REFUSED = "refused: ";
    private static final Duration AT_MOST = Duration.ofDays(1);

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
        Launch launch =
                Launch.of(new House(folder.home()), NAME, program, environment(endpoints), arguments, folder.log(NAME));
        Said said = new Said();
        try (ChildProgram child = ChildProgram.start(launch, line -> {
            if (line.startsWith(PROGRESS)) {
                terminal.notes().println(line.substring(PROGRESS.length()));
            } else {
                said.hear(line);
            }
        })) {
            int code = child.awaitExit(AT_MOST);
            child.awaitOutput();
            if (!said.refusal().isEmpty()) {
                throw new PlatformException(said.refusal());
            }
            if (code != 0 || said.result().isEmpty()) {
                throw new PlatformException(
                        "the rebuild ended with exit code %d; %s".formatted(code, child.lastWords()));
            }
        }
        return JsonMapper.shared().readTree(said.result());
    }

    /** What the program says at its end; heard on one thread, asked for on another. */
    private static final class Said {
        private String result = "";
        private String refusal = "";

        synchronized void hear(String line) {
            if (line.startsWith(RESULT)) {
                result = line.substring(RESULT.length());
            } else if (line.startsWith(REFUSED)) {
                refusal = line.substring(REFUSED.length());
            }
        }

        synchronized String result() {
            return result;
        }

        synchronized String refusal() {
            return refusal;
        }
    }

    private static Map<String, String> environment(Endpoints endpoints) {
        Map<String, String> environment = new LinkedHashMap<>(endpoints.awsEnvironment());
        environment.put("REBUILD_KAFKA_BOOTSTRAP", endpoints.get("KAFKA_BOOTSTRAP"));
        environment.put("REBUILD_REDIS_URL", endpoints.get("REDIS_URL"));
        environment.put("REBUILD_BUCKET", endpoints.get("S3_BUCKET"));
        return environment;
    }
}
