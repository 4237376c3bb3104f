package dev.clickstream.cli.program;

import static java.util.Objects.requireNonNull;

import dev.clickstream.cli.platform.PlatformException;
import dev.clickstream.cli.platform.PlatformFolder;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.launcher.ChildProgram;
import dev.clickstream.launcher.House;
import dev.clickstream.launcher.Launch;
import dev.clickstream.launcher.Program;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program as a child process: its progress on the terminal, its result as JSON. */
public final class ReportingProgram {
    private static final String PROGRESS = "progress: ";
    private static final String RESULT = "result: ";
    private static final String REFUSED = "refused: ";
    private static final Duration AT_MOST = Duration.ofDays(1);

    private final Terminal terminal;
    private final String name;
    private final Program program;

    /** @param name as in messages, and of its log */
    public ReportingProgram(Terminal terminal, String name, Program program) {
        this.terminal = requireNonNull(terminal);
        this.name = requireNonNull(name);
        this.program = requireNonNull(program);
    }

    /**
     * Runs it to its end.
     *
     * @throws PlatformException with the program's own words if it refuses or fails
     */
    public JsonNode run(PlatformFolder folder, Map<String, String> environment, List<String> arguments) {
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
