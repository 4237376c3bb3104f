package dev.clickstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void aProgramIsReadyWhenItSaysSo() throws IOException {
        try (ChildProgram program = start("echo starting; echo $COLOUR >&2; echo 'ready http://here'; read line")) {
            program.awaitReady(SOON);

            assertThat(program.isAlive()).isTrue();
            assertThat(Files.readString(folder.resolve("one.log"))).contains("starting", "blue", "ready");
        }
    }

    @Test
    void aProgramThatDiesFirstIsToldWithItsLastWords() {
        try (ChildProgram program = start("echo 'no such bucket' >&2; exit 4")) {
            assertThatThrownBy(() -> program.awaitReady(SOON))
                    .isInstanceOf(LaunchException.class)
                    .hasMessageContaining("one ended with exit code 4 before it was ready")
                    .hasMessageContaining("no such bucket")
                    .hasMessageContaining("one.log");
        }
    }

    @Test
    void aProgramThatNeverGetsReadyIsToldSo() {
        try (ChildProgram program = start("read line")) {
            assertThatThrownBy(() -> program.awaitReady(Duration.ofMillis(300)))
                    .hasMessageStartingWith("one not ready after 0 s");
        }
    }

    @Test
    void lastWordsAreThoseOfThisRun() throws IOException {
        Files.writeString(folder.resolve("one.log"), "of an earlier run\n");
        try (ChildProgram program = start("echo now >&2; echo ready; read line")) {
            program.awaitReady(SOON);

            assertThat(program.lastWords()).contains("now").doesNotContain("earlier");
        }
    }

    @Test
    void aCtrlCOnTheTerminalDoesNotReachIt() throws Exception {
        try (ChildProgram program = start("echo ready; read line; exit 3")) {
            program.awaitReady(SOON);
            new ProcessBuilder("/bin/sh", "-c", "kill -INT " + program.pid())
                    .start()
                    .waitFor();

            assertThat(program.isAlive()).isTrue();
        }
    }

    @Test
    void closingAsksItToStop() throws Exception {
        ChildProgram program = start("trap 'exit 5' TERM; echo ready; while true; do sleep 0.1; done");
        program.awaitReady(SOON);

        program.close();

        assertThat(program.exitCode()).isEqualTo(5);
    }

    private ChildProgram start(String script) {
        return ChildProgram.start(new Launch(
                "one", List.of("/bin/sh", "-c", script), Map.of("COLOUR", "blue"), folder, folder.resolve("one.log")));
    }
}
