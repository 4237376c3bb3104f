package dev.clickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.cli.print.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream notes = new ByteArrayOutputStream();
    private final StringWriter usage = new StringWriter();

    @TempDir
    Path home;

    @BeforeEach
    void anEmptyHouse() {
        System.setProperty("CLICKSTREAM_HOME", home.toString());
    }

    @AfterEach
    void ourOwnHouse() {
        System.clearProperty("CLICKSTREAM_HOME");
    }

    /** The goldens are written anew with {@code -Dgolden.update=true}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "up",
                "down",
                "send",
                "status",
                "freshness",
                "recent",
                "rules",
                "explain",
                "trace",
                "rejected",
                "replay",
                "audit",
                "reload",
                "erase",
                "spill",
                "identity",
                "sources",
                "sync",
                "explain ann",
                "sql",
                "rebuild",
                "features"
            })
    void theHelpOfEachVerbIsAsItsGolden(String verb) throws IOException {
        assertThat(run(verb, "--help")).isZero();

        Path golden = Path.of("src/test/resources/help", verb + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, usage.toString());
        }
        assertThat(usage.toString()).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "send",
                "status",
                "recent someone",
                "sql select",
                "recent --all",
                "rebuild recent-items",
                "identity show x",
                "explain ann hotel-7",
                "rules list",
                "rules sync",
                "spill status",
                "features --out x",
                "audit",
                "audit repair --day 2026-11-23",
                "reload --from 2026-11-23 --to 2026-11-24",
                "replay --from 2026-11-23 --to 2026-11-24"
            })
    void aVerbThatNeedsThePlatformSaysHowToStartIt(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(1);
        assertThat(text(notes))
                .isEqualToIgnoringNewLines("clickstream: the platform is not up; start it with ./clickstream up");
    }

    @Test
    void downWithoutAPlatformIsDone() {
        assertThat(run("down")).isZero();
        assertThat(text(out)).isEqualToIgnoringNewLines("the platform is not up");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "snd",
                "identity",
                "explain ann",
                "identity unlink d1",
                "send --evens 3",
                "send --events many",
                "sql",
                "sql a --json --csv",
                "recent x --half-life soon",
                "spill",
                "rules",
                "rules delete some-rule",
                "send --rate fast",
                "rebuild gold",
                "rebuild recent-items --from tape",
                "rebuild recent-items --as-of yesterday",
                "audit mend",
                "audit --day yesterday",
                "reload --from 2026-11-23",
                "replay",
                "replay --from 2026-11-23",
                "replay --rejected --from 2026-11-23 --to 2026-11-24",
                "replay --from 2026-11-23 --to 2026-11-24 --origin tape",
                "features",
                "features --out x --table t --as-of 2026-11-23T12:00:00Z"
            })
    void wrongUseIsToldWithExitCodeTwo(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
    }

    @Test
    void anUnreadableFileIsToldBeforeAnythingIsSent() {
        assertThat(run("send", "--url", "http://127.0.0.1:9", "--write-key", "k", "--data", "nowhere.csv"))
                .isEqualTo(1);
        assertThat(text(notes)).isEqualToIgnoringNewLines("clickstream: --data: there is no readable file nowhere.csv");
    }

    @Test
    void aCollectorThatDoesNotAnswerIsAFailure() {
        assertThat(run(
                        "send",
                        "--url",
                        "http://127.0.0.1:9",
                        "--write-key",
                        "k",
                        "--events",
                        "3",
                        "--patience",
                        "100ms"))
                .isEqualTo(1);
        assertThat(text(out)).startsWith("sent 3 = accepted 0 + rejected 0 + unanswered 3");
    }

    private int run(String... arguments) {
        Terminal terminal = new Terminal(print(out), print(notes), false);
        CommandLine commandLine = Main.commandLine(terminal, InstantSource.system());
        commandLine.setOut(new PrintWriter(usage, true)).setErr(new PrintWriter(new StringWriter(), true));
        return commandLine.execute(arguments);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
