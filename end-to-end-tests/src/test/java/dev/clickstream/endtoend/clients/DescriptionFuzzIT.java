package dev.clickstream.endtoend.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Schemathesis makes requests of the OpenAPI description, right ones and wrong ones, and holds every answer against it.
 * Run by {@code ./clickstream test --fuzz}, which installs it into the folder that the property names.
 */
@EnabledIfSystemProperty(named = "fuzz.folder", matches = ".+")
class DescriptionFuzzIT {
    @TempDir
    Path state;

    @Test
    void noRequestMeetsAServerErrorOrAnAnswerOutsideTheDescription() throws IOException, InterruptedException {
        Path folder = Path.of(System.getProperty("fuzz.folder"));
        String cases = System.getProperty("fuzz.cases", "2000");
        try (CollectorWithBroker collector = new CollectorWithBroker(state, Door.PROGRAM)) {
            Process fuzzer = new ProcessBuilder(List.of(
                            folder.resolve("python/bin/st").toString(),
                            "run",
                            collector.url() + "/openapi.yaml",
                            "--url",
                            collector.url().toString(),
                            "--phases",
                            "fuzzing",
                            "--mode",
                            "all",
                            "--max-examples",
                            cases,
                            // A wrong event is no wrong request: it gets its verdict with a 200.
                            "--checks",
                            "not_a_server_error,status_code_conformance,content_type_conformance,"
                                    + "response_headers_conformance,response_schema_conformance",
                            "--auth",
                            CollectorWithBroker.WRITE_KEY + ":",
                            "--workers",
                            "2",
                            "--seed",
                            System.getProperty("fuzz.seed", "1"),
                            "--continue-on-failure",
                            "--suppress-health-check",
                            "all",
                            "--no-color"))
                    .directory(state.toFile())
                    .inheritIO()
                    .start();
            try {
                assertThat(fuzzer.waitFor()).isZero();
                assertThat(collector.isAlive()).isTrue();
            } finally {
                fuzzer.destroyForcibly();
            }
        }
    }
}
