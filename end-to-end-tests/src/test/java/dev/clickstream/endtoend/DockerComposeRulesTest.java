package dev.clickstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docker-compose.yml holds together by itself, starts in an order that works, and gives nothing more than it needs. */
class DockerComposeRulesTest {
    private final ComposeFile compose = ComposeFile.read();

    @Test
    void pinsEveryImage() {
        compose.services()
                .forEach((name, service) -> assertThat(service.text("image"))
                        .as(name)
                        .matches("[a-z0-9./-]+:\\d+\\.\\d+\\.\\d+[A-Za-z0-9.-]*"));
    }

    @Test
    void publishesNothingBeyondThisMachine() {
        List<String> published = compose.services().values().stream()
                .flatMap(service -> service.list("ports").stream())
                .toList();

        assertThat(published).isNotEmpty().allMatch(port -> port.matches("127\\.0\\.0\\.1:\\d+:\\d+"));
        assertThat(compose.services().values())
                .noneMatch(service -> service.text("network_mode").equals("host"));
    }

    @Test
    void waitsOnlyForServicesThatCanBeWaitedFor() {
        compose.services()
                .forEach((name, service) -> service.map("depends_on").forEach((other, how) -> {
                    ComposeFile.Service awaited = compose.service(other);
                    switch (String.valueOf(((Map<?, ?>) how).get("condition"))) {
                        case "service_healthy" ->
                            assertThat(awaited.declared()).as(other).containsKey("healthcheck");
                        case "service_completed_successfully" ->
                            assertThat(awaited.text("restart")).isEqualTo("no");
                        case String condition ->
                            throw new AssertionError("%s waits for %s: %s".formatted(name, other, condition));
                    }
                }));
        assertThat(compose.services().values())
                .allMatch(service -> service.list("depends_on").isEmpty());
    }

    @Test
    void startsAProgramAfterWhatItTalksTo() {
        compose.services().keySet().forEach(name -> {
            Set<String> before = before(name);
            Set<String> addressed = compose.service(name).environment().values().stream()
                    .flatMap(value -> compose.services().keySet().stream().filter(other -> value.contains(other + ":")))
                    .filter(other -> !other.equals(name))
                    .collect(Collectors.toSet());
            assertThat(before)
                    .as(name)
                    .containsAll(addressed.stream()
                            .filter(other -> !optional(name, other))
                            .toList());
        });
    }

    /** All programs get the same AWS settings; the loader has nothing to do with DynamoDB, nor the others with S3. */
    private static boolean optional(String name, String other) {
        return other.equals("s3") && !name.equals("loader") || other.equals("dynamodb") && name.equals("loader");
    }

    private Set<String> before(String name) {
        Set<String> all = new TreeSet<>(compose.service(name).map("depends_on").keySet());
        Set.copyOf(all).forEach(one -> all.addAll(before(one)));
        return all;
    }

    @Test
    void givesOurProgramsAsLittleAsTheyNeed() {
        assertThat(compose.ours()).isNotEmpty().allSatisfy((name, service) -> {
            assertThat(service.text("read_only")).isEqualTo("true");
            assertThat(service.list("cap_drop")).containsExactly("ALL");
            assertThat(service.list("security_opt")).containsExactly("no-new-privileges:true");
            assertThat(service.list("tmpfs"))
                    .hasSize(1)
                    .allMatch(mount -> mount.startsWith("/tmp:") && mount.contains("size="));
            assertThat(service.text("mem_limit")).isNotEmpty();
            assertThat(service.declared()).doesNotContainKeys("privileged", "cap_add", "user", "pid", "devices");
            // PostgreSQL's end is noticed only by a process 1 that buries the dead; without one a stop takes 20
            // seconds.
            assertThat(service.text("init")).isEqualTo("true");
        });
    }

    @Test
    void mountsFilesOfTheCheckoutToBeReadOnly() {
        compose.services()
                .values()
                .forEach(service -> assertThat(service.files()).allSatisfy(file -> {
                    assertThat(file).endsWith(":ro");
                    assertThat(Path.of("..", file.substring(0, file.indexOf(':'))))
                            .isRegularFile();
                }));
    }

    @Test
    void keepsStateInNamedVolumesOnly() {
        Set<String> mounted = new TreeSet<>();
        compose.services()
                .values()
                .forEach(service -> service.volumes().forEach(volume -> {
                    assertThat(volume).matches("[a-z]+:/.+");
                    mounted.add(volume.substring(0, volume.indexOf(':')));
                }));

        assertThat(mounted).isEqualTo(new TreeSet<>(compose.volumes().keySet()));
    }

    @Test
    void findsTheBucketByItsHostName() {
        ComposeFile.Service s3 = compose.service("s3");
        Map<?, ?> network = (Map<?, ?>) s3.map("networks").get("platform");
        String bucket = compose.service("loader").environment().get("LOADER_BUCKET");

        assertThat(s3.environment()).containsEntry("S3PROXY_VIRTUALHOST", "s3");
        assertThat(network.get("aliases")).isEqualTo(List.of(bucket + ".s3"));
        assertThat(s3.list("volumes")).containsExactly("lake:/data/" + bucket);
    }

    @Test
    void sharesTheStandInsNetworkWithWhatCallsItAtItsLoopbackAddress() {
        compose.ours().forEach((name, service) -> {
            boolean calls = !name.equals("redshift")
                    && service.environment().values().stream().anyMatch(value -> value.contains("127.0.0.1"));
            assertThat(service.text("network_mode")).as(name).isEqualTo(calls ? "service:redshift" : "");
        });
        assertThat(compose.service("loader").text("network_mode")).isEqualTo("service:redshift");
    }
}
