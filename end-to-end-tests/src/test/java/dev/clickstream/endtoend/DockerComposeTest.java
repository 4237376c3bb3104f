package dev.clickstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.launcher.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docker-compose.yml is the platform that {@code ./clickstream up} starts, only in containers; and it is closed to the outside. */
class DockerComposeTest {
    private static final String BLUEPRINT = "platform-cli/src/main/java/dev/clickstream/cli/platform/Blueprint.java";
    private static final String PLATFORM = "local-platform/src/main/java/dev/clickstream/local/";
    /** Where a program writes in a container; on a machine of one's own it takes the usual place for temporary files. */
    private static final Set<String> OF_CONTAINERS = Set.of("LOADER_WORK_DIR");

    private final ComposeFile compose = ComposeFile.read();

    @Test
    void hasEveryServerThatTheLocalPlatformHas() {
        assertThat(compose.services().keySet())
                .containsAll(Arrays.stream(Service.values()).map(Service::word).toList());
    }

    @Test
    void hasEveryProgramThatUpStarts() {
        Set<String> started = Sources.of(BLUEPRINT).all("Launch (\\w+)\\(Endpoints").stream()
                .map(program -> program.group(1).equals("dbtRunner") ? "runner" : program.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        started.remove("collectorFunction");
        assertThat(started).hasSize(4);
        assertThat(compose.ours().keySet()).containsAll(started);
    }

    @ParameterizedTest
    @CsvSource({"collector, collector", "processor, processor", "loader, loader", "runner, dbtRunner"})
    void tellsAProgramWhatUpTellsIt(String name, String method) {
        Set<String> told = new TreeSet<>(compose.service(name).environment().keySet());
        told.removeAll(OF_CONTAINERS);

        assertThat(told).isEqualTo(namesInBlueprint(method));
    }

    private static Set<String> namesInBlueprint(String method) {
        Sources body = Sources.of(BLUEPRINT).between("Launch " + method + "(", "return ");
        if (method.equals("dbtRunner")) {
            body = Sources.of(BLUEPRINT).between("Launch dbtRunner(", "return new Launch");
        }
        Set<String> names = new TreeSet<>();
        boolean readsAws = body.text().contains("awsEnvironment()");
        body.all("environment\\.put\\(\\s*\"([A-Z_]+)\",").forEach(put -> names.add(put.group(1)));
        if (body.text().contains("collectorSettings(")) {
            Sources settings = Sources.of(BLUEPRINT).between("> collectorSettings(", "return ");
            settings.all("environment\\.put\\(\\s*\"([A-Z_]+)\",").forEach(put -> names.add(put.group(1)));
            readsAws |= settings.text().contains("awsEnvironment()");
        }
        if (body.text().contains("\"REDSHIFT_\" + name")) {
            List.of(body.one("name : List\\.of\\(([^)]*)\\)").replace("\"", "").split(",\\s*"))
                    .forEach(word -> names.add("REDSHIFT_" + word));
        }
        if (readsAws) {
            Sources.of("platform-cli/src/main/java/dev/clickstream/cli/platform/Endpoints.java")
                    .all("\"(AWS_[A-Z_0-9]+)\"")
                    .forEach(name -> names.add(name.group(1)));
        }
        return names;
    }

    @Test
    void setsWhatUpSetsWhereItIsTheSameEverywhere() {
        Map<String, String> everywhere = new TreeMap<>();
        Sources.of(BLUEPRINT)
                .all("environment\\.put\\(\\s*\"([A-Z_]+)\", \"([^\"]*)\"\\)")
                .forEach(put -> everywhere.put(put.group(1), put.group(2)));
        // On a machine of one's own the collector listens to that machine only; a container's loopback address reaches
        // nobody.
        everywhere.remove("COLLECTOR_HOST");
        Map<String, String> composed = new TreeMap<>();
        compose.ours().values().forEach(service -> composed.putAll(service.environment()));

        assertThat(composed).containsAllEntriesOf(everywhere);
        assertThat(everywhere).containsKeys("PROCESSOR_SERVICES", "LOADER_CYCLE_SECONDS");
    }

    @Test
    void usesTheLocalPlatformsAccountsAndNames() {
        Map<String, String> loader = compose.service("loader").environment();
        Sources aws = Sources.of(PLATFORM + "AwsAccess.java");
        Sources redshift = Sources.of(PLATFORM + "RedshiftStandIn.java");

        assertThat(loader)
                .containsEntry("AWS_ACCESS_KEY_ID", aws.one("KEY_ID = \"(.*)\""))
                .containsEntry("AWS_SECRET_ACCESS_KEY", aws.one("SECRET = \"(.*)\""))
                .containsEntry(
                        "LOADER_BUCKET", Sources.of(PLATFORM + "S3Store.java").one("BUCKET = \"(.*)\""))
                .containsEntry("LOADER_REDSHIFT_USER", redshift.one("USER = \"(.*)\""))
                .containsEntry("LOADER_REDSHIFT_PASSWORD", redshift.one("PASSWORD = \"(.*)\""))
                .containsEntry("LOADER_IAM_ROLE", redshift.one("IAM_ROLE = \"(.*)\""));
        assertThat(loader.get("AWS_REGION"))
                .isEqualTo(aws.one("Region\\.([A-Z]+_[A-Z]+_\\d);")
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-'));
        assertThat(compose.service("setup").environment())
                .containsEntry(
                        "SETUP_RECENT_ITEMS_TABLE",
                        Sources.of(PLATFORM + "RecentItemsTable.java").one("NAME = \"(.*)\""))
                .containsEntry(
                        "SETUP_RULES_TABLE",
                        Sources.of(PLATFORM + "RulesTable.java").one("NAME = \"(.*)\""));
    }

    @Test
    void givesTheStandInTheAccountsThatItsClientsUse() {
        List<String> arguments = compose.service("redshift").list("command");
        Map<String, String> given = new HashMap<>();
        for (int at = 0; at < arguments.size(); at += 2) {
            given.put(arguments.get(at), arguments.get(at + 1));
        }
        Map<String, String> loader = compose.service("loader").environment();
        Map<String, String> runner = compose.service("runner").environment();

        assertThat(given)
                .containsEntry("--user", loader.get("LOADER_REDSHIFT_USER"))
                .containsEntry("--password", loader.get("LOADER_REDSHIFT_PASSWORD"))
                .containsEntry("--user", runner.get("REDSHIFT_USER"))
                .containsEntry("--password", runner.get("REDSHIFT_PASSWORD"))
                .containsEntry("--database", runner.get("REDSHIFT_DATABASE"))
                .containsEntry("--port", runner.get("REDSHIFT_PORT"))
                .containsEntry("--s3-endpoint", loader.get("AWS_ENDPOINT_URL_S3"))
                .containsEntry("--s3-region", loader.get("AWS_REGION"))
                .containsEntry("--s3-access-key", loader.get("AWS_ACCESS_KEY_ID"))
                .containsEntry("--s3-secret-key", loader.get("AWS_SECRET_ACCESS_KEY"));
        assertThat(loader.get("LOADER_REDSHIFT_JDBC_URL"))
                .startsWith("jdbc:redshift://127.0.0.1:%s/%s?".formatted(given.get("--port"), given.get("--database")));
    }

    /** Asked of the programs themselves. */
    @ParameterizedTest
    @CsvSource({
        "collector, event-collector-lambda, dev.clickstream.collector.Main, COLLECTOR_",
        "processor, stream-processor, dev.clickstream.processor.Main, PROCESSOR_",
        "loader, warehouse-loader, dev.clickstream.loader.Main, LOADER_"
    })
    void setsOnlyWhatAProgramKnows(String name, String module, String main, String prefix)
            throws IOException, InterruptedException {
        Path target = Path.of("..", module, "target");
        String classPath = target.resolve(module + "-1.0.0-SNAPSHOT.jar") + ":"
                + Files.readString(target.resolve("classpath.txt")).strip();
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        main,
                        "--help")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String help = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor()).isZero();

        assertThat(compose.service(name).environment().keySet())
                .filteredOn(setting -> setting.startsWith(prefix))
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(help).contains("`" + setting + "`"));
    }

    @ParameterizedTest
    @CsvSource({
        "runner, dbt-project/runner/settings.py, (RUNNER|REDSHIFT)_.*",
        "setup, images/setup/PlatformSetup.java, SETUP_.*"
    })
    void setsOnlyWhatTheRunnerAndTheSetupRead(String name, String source, String pattern) {
        String text = Sources.of(source).text();

        assertThat(compose.service(name).environment().keySet())
                .filteredOn(setting -> setting.matches(pattern))
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(text).contains("\"" + setting + "\""));
    }

    @Test
    void takesTheServersThatTheLocalPlatformTakes() {
        Sources pom = Sources.of("local-platform/pom.xml");
        String s3proxy = pom.one("<s3proxy.version>(\\d+\\.\\d+)\\.");

        assertThat(compose.service("kafka").text("image"))
                .isEqualTo("apache/kafka:" + Sources.of("pom.xml").one("<kafka.version>(.*)</kafka.version>"));
        assertThat(compose.service("dynamodb").text("image"))
                .isEqualTo("amazon/dynamodb-local:" + pom.one("<dynamodb-local.version>(.*)</dynamodb-local.version>"));
        assertThat(compose.service("s3").text("image")).startsWith("andrewgaul/s3proxy:" + s3proxy + ".");
    }

    @Test
    void runsTheBrokerWithTheLocalPlatformsSettings() {
        Map<String, String> broker = compose.service("kafka").environment();

        assertThat(broker).containsEntry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        Sources.of(PLATFORM + "KafkaBroker.java")
                .all("settings\\.put\\(\"((?:transaction|share|group|auto)[a-z.]+)\", \"([^\"]+)\"\\)")
                .forEach(setting -> assertThat(broker)
                        .containsEntry(
                                "KAFKA_"
                                        + setting.group(1)
                                                .toUpperCase(Locale.ROOT)
                                                .replace('.', '_'),
                                setting.group(2)));
    }
}
