package dev.clickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clickstream.cli.print.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script itself, in a house of its own, on a machine that has only what a test gives it. */
class FrontDoorTest {
    private static final Path SCRIPT =
            Path.of("../clickstream").toAbsolutePath().normalize();

    @TempDir
    Path house;

    private Path bin;

    record Result(int exitCode, String text) {}

    @BeforeEach
    void aHouseWithTheScriptAndAMachineWithTheUsualTools() throws IOException {
        assumeTrue(Files.exists(SCRIPT) && Files.exists(Path.of("/bin/bash")), "the script or bash is not here");
        Files.copy(SCRIPT, house.resolve("clickstream"));
        bin = Files.createDirectories(house.resolve("bin"));
        for (String tool : List.of(
                "bash", "dirname", "sed", "head", "cat", "find", "sort", "xargs", "cksum", "mkdir", "rm", "sleep",
                "touch", "echo")) {
            Path real = List.of("/bin", "/usr/bin").stream()
                    .map(folder -> Path.of(folder, tool))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            script(bin.resolve(tool), "exec " + real + " \"$@\"");
        }
        Files.createDirectories(house.resolve("platform-cli/src/main/java"));
        Files.createDirectories(house.resolve("platform-cli/target"));
        Files.writeString(house.resolve("pom.xml"), "<project/>");
        Files.writeString(house.resolve("platform-cli/pom.xml"), "<project/>");
    }

    @Test
    void helpIsTheDefaultAndNamesEveryVerbOfTheCli() throws Exception {
        Result help = clickstream(Map.of());

        assertThat(help).isEqualTo(clickstream(Map.of(), "help"));
        assertThat(help.exitCode()).isZero();
        Terminal nowhere = new Terminal(
                new PrintStream(PrintStream.nullOutputStream()),
                new PrintStream(PrintStream.nullOutputStream()),
                false);
        assertThat(Main.commandLine(nowhere, InstantSource.system())
                        .getSubcommands()
                        .keySet())
                .allSatisfy(verb -> assertThat(help.text()).containsPattern("(?m)^  " + verb + " "));
    }

    @Test
    void anUnknownVerbSuggestsAKnownOne() throws Exception {
        Result result = clickstream(Map.of(), "stats");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.text()).contains("there is no verb 'stats'", "did you mean './clickstream status'?");
    }

    @Test
    void aMissingJdkIsOneSentenceWithTheRemedy() throws Exception {
        Result result = clickstream(Map.of("JAVA_HOME", jdk("jdk-17", 17).toString()), "status");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.text().lines())
                .singleElement()
                .asString()
                .startsWith("clickstream: no JDK 25 or newer was found: install one");
    }

    @Test
    void aMissingMavenIsOneSentenceWithTheRemedy() throws Exception {
        Result result = clickstream(Map.of("CLICKSTREAM_JDKS", jdk("jdk-25", 25).toString()), "status");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.text()).startsWith("clickstream: Maven was not found: install Maven 3.8 or newer");
    }

    @Test
    void anOldMavenIsToldWithItsVersion() throws Exception {
        program("mvn", "echo 'Apache Maven 3.6.3'");

        Result result = clickstream(Map.of("CLICKSTREAM_JDKS", jdk("jdk-25", 25).toString()), "status");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.text()).contains("Maven 3.8 or newer is needed, found '3.6.3'");
    }

    @Test
    void aMissingPythonIsOneSentenceWithTheRemedy() throws Exception {
        fakeMaven();
        Files.createDirectories(house.resolve("dbt-project"));
        Files.writeString(house.resolve("dbt-project/requirements.txt"), "");

        Result result = clickstream(Map.of("CLICKSTREAM_JDKS", jdk("jdk-25", 25).toString()), "up");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.text()).contains("clickstream: no Python 3.11 or newer with venv was found");
    }

    @Test
    void findsTheRightJdkAmongSeveralAndHandsTheArgumentsOver() throws Exception {
        fakeMaven();
        String jdks = jdk("jdk-17", 17) + " " + jdk("jdk-25", 25) + " " + house.resolve("none");

        Result result = clickstream(
                Map.of("CLICKSTREAM_JDKS", jdks, "JAVA_HOME", jdk("jdk-21", 21).toString()), "sql", "select 'a b'");

        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.text())
                .contains("jdk-25 runs dev.clickstream.cli.Main sql select 'a b' in " + house.toRealPath());
    }

    @Test
    void buildsOnceAndAgainOnlyWhenASourceChangedCameOrWent() throws Exception {
        fakeMaven();
        Map<String, String> machine =
                Map.of("CLICKSTREAM_JDKS", jdk("jdk-25", 25).toString());
        Path source = house.resolve("platform-cli/src/main/java/A.java");

        assertThat(clickstream(machine, "status").text()).contains("building");
        assertThat(clickstream(machine, "status").text()).doesNotContain("building");
        Files.writeString(source, "class A {}");
        assertThat(clickstream(machine, "status").text()).contains("building");
        Files.writeString(source, "class B {}");
        assertThat(clickstream(machine, "status").text()).contains("building");
        Files.delete(source);
        assertThat(clickstream(machine, "status").text()).contains("building");
        assertThat(clickstream(machine, "status").text()).doesNotContain("building");
        Files.delete(house.resolve("platform-cli/target/classpath.txt"));
        assertThat(clickstream(machine, "status").text()).contains("building");
    }

    @Test
    void aBuildThatFailsIsTriedAgainNextTime() throws Exception {
        program("mvn", "echo 'Apache Maven 3.9.9'; [ \"$1\" = -v ] || exit 1");
        Map<String, String> machine =
                Map.of("CLICKSTREAM_JDKS", jdk("jdk-25", 25).toString());

        assertThat(clickstream(machine, "status").exitCode()).isEqualTo(1);
        assertThat(clickstream(machine, "status").text()).contains("building", "the build failed");
        assertThat(house.resolve(".clickstream/build.lock")).doesNotExist();
    }

    @Test
    void aLockWhoseOwnerIsGoneDoesNotStopABuild() throws Exception {
        fakeMaven();
        Files.createDirectories(house.resolve(".clickstream/build.lock"));
        Files.writeString(house.resolve(".clickstream/build.lock/pid"), "999999999");

        assertThat(clickstream(Map.of("CLICKSTREAM_JDKS", jdk("jdk-25", 25).toString()), "build")
                        .text())
                .contains("building");
    }

    private void fakeMaven() throws IOException {
        program("mvn", """
                if [ "$1" = -v ]; then echo 'Apache Maven 3.9.9'; exit; fi
                touch platform-cli/target/classpath.txt platform-cli/target/platform-cli-1.0.0-SNAPSHOT.jar""");
    }

    private void program(String name, String body) throws IOException {
        script(bin.resolve(name), body);
    }

    private Path jdk(String name, int version) throws IOException {
        Path jdk = house.resolve("jdks").resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + ".0.1\"\n");
        script(jdk.resolve("bin/javac"), "");
        script(jdk.resolve("bin/java"), """
                while [ "$1" != dev.clickstream.cli.Main ]; do shift; done
                echo "%s runs $* in $CLICKSTREAM_HOME"
                exit 7""".formatted(name).replace("$*", "$1 $2 $3"));
        return jdk;
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/bash\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Result clickstream(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(
                List.of("/bin/bash", house.resolve("clickstream").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().put("HOME", house.toString());
        builder.environment().put("CLICKSTREAM_JDKS", house.resolve("nowhere").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), text);
    }
}
