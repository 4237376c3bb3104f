package dev.clickstream.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProgramTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private House house;

    @BeforeEach
    void build() throws IOException {
        house = FakeHouse.in(folder).house();
    }

    private ChildProgram start(Class<?> main, String... arguments) {
        Program program = FakeHouse.program(main);
        return ChildProgram.start(Launch.of(
                house, program.module(), program, Map.of(), List.of(arguments), folder.resolve("logs/child.log")));
    }

    @Test
    void givesTheReadyLineWithItsUrlAndKeepsTheOutputInTheLog() throws Exception {
        try (ChildProgram child =
                start(PatientProgram.class, folder.resolve("stopped").toString())) {
            assertThat(child.awaitReady(LIMIT)).isEqualTo("ready http://127.0.0.1:1234");
        }
        assertThat(folder.resolve("logs/child.log")).content().contains("starting", "ready");
    }

    @Test
    void closeStopsTheProgramCleanly() {
        ChildProgram child =
                start(PatientProgram.class, folder.resolve("stopped").toString());
        child.awaitReady(LIMIT);

        child.close();

        assertThat(child.isAlive()).isFalse();
        assertThat(child.awaitExit(LIMIT)).isZero();
        assertThat(folder.resolve("stopped")).hasContent("clean");
    }

    @Test
    void killLeavesTheProgramNoTimeToStop() {
        ChildProgram child =
                start(PatientProgram.class, folder.resolve("stopped").toString());
        child.awaitReady(LIMIT);

        child.kill();

        assertThat(child.isAlive()).isFalse();
        assertThat(folder.resolve("stopped")).doesNotExist();
    }

    @Test
    void awaitReadyTellsTheLogsLastLinesWhenTheProgramDies() {
        try (ChildProgram child = start(FailingProgram.class)) {
            assertThatThrownBy(() -> child.awaitReady(LIMIT))
                    .isInstanceOf(LaunchException.class)
                    .hasMessageContaining("sample ended with exit code 2 before it was ready")
                    .hasMessageContaining("child.log")
                    .hasMessageContaining("SAMPLE_PORT must be 0..65535, was minus one");
        }
    }

    @Test
    void awaitReadyDoesNotTellLinesOfAnEarlierRun() throws Exception {
        Files.createDirectories(folder.resolve("logs"));
        Files.writeString(folder.resolve("logs/child.log"), "an old complaint\n");

        try (ChildProgram child = start(FailingProgram.class)) {
            assertThatThrownBy(() -> child.awaitReady(LIMIT)).message().doesNotContain("an old complaint");
        }
    }

    @Test
    void aProgramThatIsNotBuiltSaysHowToBuildIt() throws Exception {
        Files.delete(folder.resolve("sample/target/classpath.txt"));

        assertThatThrownBy(() -> start(PatientProgram.class))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("sample is not built")
                .hasMessageContaining("classpath.txt is missing")
                .hasMessageContaining("./clickstream build");
    }

    @Test
    void aChildDiesWithItsParentEvenUnderKillMinusNine() throws Exception {
        ChildProgram parent = start(ParentProgram.class, folder.toString());
        String ready = parent.awaitReady(LIMIT);
        ProcessHandle child = ProcessHandle.of(Long.parseLong(ready.substring("ready ".length())))
                .orElseThrow();

        parent.kill();

        child.onExit().get(30, TimeUnit.SECONDS);
        assertThat(folder.resolve("stopped")).hasContent("clean");
    }
}
