package dev.clickstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What hadolint does not look at: the Dockerfile keeps to what the programs and the deployment expect of an image. */
class DockerfileTest {
    private static final Sources FILE = Sources.of("Dockerfile");

    /** Stage -> its instructions, with those of the stages it stands on before them. */
    private static final Map<String, String> STAGES = stages();

    private static Map<String, String> stages() {
        Map<String, String> stages = new TreeMap<>();
        for (String part : FILE.text().split("(?m)^(?=FROM )")) {
            if (part.startsWith("FROM ")) {
                String[] words = part.lines().findFirst().orElseThrow().split(" ");
                stages.put(words[3], stages.getOrDefault(words[1], "") + part);
            }
        }
        return stages;
    }

    private static Map<String, ComposeFile.Service> images() {
        return ComposeFile.read().ours();
    }

    @Test
    void hasAStageForEveryImageOfTheComposeFile() {
        images().values()
                .forEach(service -> assertThat(STAGES)
                        .containsKey(String.valueOf(service.map("build").get("target"))));
    }

    @Test
    void pinsWhatItStandsOn() {
        List<String> bases = FILE.all("^FROM (\\S+) AS").stream()
                .map(base -> base.group(1))
                .filter(base -> !STAGES.containsKey(base))
                .toList();

        assertThat(bases).isNotEmpty().allMatch(base -> base.matches("[a-z-]+:\\d+\\.\\d+\\.\\d+[\\w.-]*"));
    }

    @Test
    void runsEveryImageAsAUserByNumberAndItsProgramAsFirstProcess() {
        images().keySet().forEach(name -> {
            String stage = STAGES.get(name);
            assertThat(stage)
                    .as(name)
                    .contains("\nUSER 10001:10001\n", "\nSTOPSIGNAL SIGTERM\n", "org.opencontainers.image.title");
            assertThat(stage.substring(stage.indexOf("\nUSER "))).as(name).doesNotContain("\nUSER 0", "\nUSER root");
            assertThat(stage).as(name).containsPattern("\nENTRYPOINT \\[\"(java|python)\", ");
        });
    }

    /** A volume of Fargate's belongs to root unless the image declares it. */
    @Test
    void declaresTheFoldersThatAProgramWritesTo() {
        images().forEach((name, service) -> service.volumes().stream()
                .map(volume -> volume.substring(volume.indexOf(':') + 1))
                .forEach(folder ->
                        assertThat(STAGES.get(name)).containsPattern("\nVOLUME \\[\"" + folder + "\", \"/tmp\"]")));
    }

    @Test
    void startsTheJvmAsTheLauncherDoes() {
        String launcher = Sources.of("program-launcher/src/main/java/dev/clickstream/launcher/Launch.java")
                .one("JVM_FLAGS =\\s*List\\.of\\(([^)]*)\\)");
        List<String> flags = Stream.of(launcher.split(",\\s*"))
                .map(flag -> flag.strip().replace("\"", ""))
                .toList();
        List<String> given = Sources.of("images/jvm.flags")
                .text()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();

        assertThat(flags).isNotEmpty();
        assertThat(given)
                .containsAll(flags)
                .anyMatch(flag -> flag.startsWith("-XX:MaxRAMPercentage="))
                .noneMatch(flag -> flag.startsWith("-Xmx"));
    }

    @Test
    void trainsInTheVeryJvmThatRuns() {
        assertThat(STAGES.get("training")).startsWith(STAGES.get("java"));
        List<MatchResult> caches = FILE.all("-XX:AOTCache=/opt/clickstream/(\\w+)/program\\.aot");
        assertThat(caches)
                .hasSize(3)
                .allSatisfy(cache -> assertThat(STAGES.get(cache.group(1)))
                        .startsWith(STAGES.get("java"))
                        .contains("COPY --from=training /tmp/caches/%1$s.aot /opt/clickstream/%1$s/program.aot"
                                .formatted(cache.group(1))));
    }

    @Test
    void holdsNoSecretsAndLetsNoneIn() {
        assertThat(FILE.text()).doesNotContainPattern("(?i)(password|secret|token|access_key)");
        assertThat(Sources.of(".dockerignore")
                        .text()
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .findFirst())
                .contains("*");
    }
}
