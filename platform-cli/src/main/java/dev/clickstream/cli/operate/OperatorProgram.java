package dev.clickstream.cli.operate;

import static java.util.Objects.requireNonNull;

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

/** A program of the platform that ends by itself, as a child process: its progress on the terminal, its result as JSON. */
public final class OperatorProgram {
    private static final String PROGRESS = "progress: ";
    private static final String RESULT = "result: ";
    private static final String REFUSED = "refused: ";
    private static final Duration AT_MOST = Duration.ofDays(1);

    private final Terminal terminal;
    private final String name;
    private final String module;
    private final String mainClass;

    /** @param name for messages, and of its log */
    public OperatorProgram(Terminal terminal, String name, String module, String mainClass) {
        this.terminal = requireNonNull(terminal, "terminal");
        this.name = requireNonNull(name, "name");
        this.module = requireNonNull(module, "module");
        this.mainClass = requireNonNull(mainClass, "mainClass");
    }

    /**
     * Runs it to its end.
     *
     * @param settings its environment, of the running platform; the AWS names are added
     * @param memory heap of the program, as {@code -Xmx} takes it
     * @throws PlatformException with the program's own words if it refuses or fails
     */
    public JsonNode run(
            PlatformFolder folder,
            Endpoints endpoints,
            Map<String, String> settings,
            List<String> arguments,
            String memory) {
        Map<String, String> environment = new LinkedHashMap<>(endpoints.awsEnvironment());
        environment.putAll(settings);
        Program program = new Program(module, mainClass, memory);
        Launch launch = Launch.of(new House(folder.home()), name, program, environment, arguments, folder.log(name));
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
                        "the %s ended with exit code %d; %s".formatted(name, code, child.lastWords()));
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
}
