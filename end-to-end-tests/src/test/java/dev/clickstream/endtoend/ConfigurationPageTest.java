package dev.clickstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** docs/reference/configuration.md is what the programs say of themselves; {@code -Dgolden.write=true} writes it anew. */
class ConfigurationPageTest {
    private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = HOUSE.resolve("docs/reference/configuration.md");
    private static final String HEAD = """
            # Configuration

            Written by the programs themselves (`--help` of each); `ConfigurationPageTest` says when this page is stale.

            Every setting is an environment variable. A program checks all of them before it starts anything: what is wrong,
            missing or unknown (a name with the program's prefix that is no setting) is named at once, and the program ends with
            exit code 2. When the brokers do not answer, or a topic is not there, it says so within 20 seconds and ends with
            exit code 3. AWS region, credentials and endpoints come from the SDK's own variables (`AWS_REGION`, …).

            """;

    @Test
    void thePageIsWhatTheProgramsSay() throws Exception {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("## Collector\n\n").append(java("event-collector-lambda", "dev.clickstream.collector.Main"));
        page.append("\n## Drain of spilled batches\n\n")
                .append(java("event-collector-lambda", "dev.clickstream.collector.drain.Main"));
        page.append("\n## Stream processor\n\n").append(java("stream-processor", "dev.clickstream.processor.Main"));
        page.append("\n## Rebuild\n\n").append(java("stream-processor", "dev.clickstream.processor.rebuild.Main"));
        page.append("\n## Replay\n\n").append(java("stream-processor", "dev.clickstream.processor.replay.Main"));
        page.append("\n## Loader\n\n").append(java("warehouse-loader", "dev.clickstream.loader.Main"));
        page.append("\n## dbt runner\n\n")
                .append(table(output(HOUSE.resolve("dbt-project"), "python3", "-m", "runner", "--help")));

        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("run this test with -Dtest.jvm.flags=-Dgolden.write=true")
                .isEqualTo(page.toString());
    }

    private static String java(String room, String main) throws IOException, InterruptedException {
        Path target = HOUSE.resolve(room).resolve("target");
        String jar = target.resolve(room + "-1.0.0-SNAPSHOT.jar").toString();
        String libraries = Files.readString(target.resolve("classpath.txt")).strip();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return table(output(HOUSE, java, "-cp", jar + ":" + libraries, main, "--help"));
    }

    private static String table(String help) {
        List<String> lines = help.lines().filter(line -> line.startsWith("|")).toList();
        assertThat(lines).as(help).hasSizeGreaterThan(4);
        return String.join("\n", lines) + "\n";
    }

    private static String output(Path folder, String... command) throws IOException, InterruptedException {
        ProcessBuilder program = new ProcessBuilder(command).directory(folder.toFile());
        Process process = program.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
