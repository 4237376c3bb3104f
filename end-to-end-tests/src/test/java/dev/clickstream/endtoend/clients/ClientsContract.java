package dev.clickstream.endtoend.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * SDKs of other languages as they are, over a way on which one request is answered with 503 and one with 429. Run by
 * {@code ./clickstream test --clients}, which installs them into the folder that the property names.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClientsContract {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> BROWSERS = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium");

    private final Door door;
    private final Path folder = Path.of(System.getProperty("clients.folder", ""));
    private Path state = Path.of("");
    private CollectorWithBroker collector;

    ClientsContract(Door door) {
        this.door = door;
    }

    @BeforeAll
    void start(@TempDir Path own) {
        state = own;
        collector = new CollectorWithBroker(state, door);
    }

    @AfterAll
    void stop() {
        collector.close();
    }

    @Test
    void segmentsNodeSdk() throws Exception {
        run("segment-node", Messages.ofEveryKind("segment-node"), "node", "segment-node.mjs");
    }

    @Test
    void ruddersNodeSdkWhichSendsGzipAsAForm() throws Exception {
        run("rudder-node", Messages.ofEveryKind("rudder-node"), "node", "rudder-node.mjs");
    }

    @Test
    void segmentsPythonLibrary() throws Exception {
        run("python", Messages.ofEveryKind("python"), "python/bin/python", "segment_python.py", "plain");
    }

    @Test
    void segmentsPythonLibraryWithGzip() throws Exception {
        run("python-gzip", Messages.ofEveryKind("python-gzip"), "python/bin/python", "segment_python.py", "gzip");
    }

    @Test
    void segmentsBrowserSdk() throws Exception {
        browse("segment-browser", Messages.ofEveryKind("segment-browser"), "segment-browser.js", true);
    }

    @Test
    void segmentsBrowserSdkSentWhereTheFetchedSettingsSay() throws Exception {
        browse("segment-settings", Messages.ofEveryKind("segment-settings"), "segment-browser.js", false);
    }

    @Test
    void theAwsClickstreamWebSdk() throws Exception {
        browse("clickstream-web", Messages.ofScalars("clickstream-web"), "clickstream-browser.js", true);
    }

    /** A program that sends all it is given and ends well. */
    private void run(String run, Messages messages, String interpreter, String script, String... more)
            throws IOException, InterruptedException {
        Path file = state.resolve(run + ".json");
        MAPPER.writeValue(file, messages.list());
        try (FlakyProxy proxy = new FlakyProxy(collector.url())) {
            List<String> command = new ArrayList<>(List.of(
                    interpreter.contains("/") ? folder.resolve(interpreter).toString() : interpreter,
                    script,
                    proxy.url(),
                    CollectorWithBroker.WRITE_KEY,
                    file.toString()));
            command.addAll(List.of(more));
            Process client = started(run, command);
            try {
                assertThat(client.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .as("it ends. " + words(run))
                        .isTrue();
                assertThat(client.exitValue()).as(words(run)).isZero();
            } finally {
                client.destroyForcibly();
            }
            collector.requireStored(run, messages, Duration.ofSeconds(5));
            requireFailures(proxy);
        }
    }

    /** @param failing whether the requests go over the proxy; else to where the collector's settings send the SDK */
    private void browse(String run, Messages messages, String page, boolean failing)
            throws IOException, InterruptedException {
        Optional<String> browser = Stream.concat(
                        Stream.ofNullable(System.getenv("CLICKSTREAM_BROWSER")), BROWSERS.stream())
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
        Assumptions.assumeTrue(
                browser.isPresent(), "no Chromium was found: install one or set CLICKSTREAM_BROWSER to its path");
        Path file = state.resolve(run + ".json");
        try (FlakyProxy proxy = new FlakyProxy(collector.url())) {
            Map<String, Object> work = new LinkedHashMap<>();
            work.put("collector", collector.url().toString());
            work.put("sendTo", failing ? proxy.url() : null);
            work.put("writeKey", CollectorWithBroker.WRITE_KEY);
            work.put("messages", messages.list());
            MAPPER.writeValue(file, work);
            Process client = started(run, List.of("node", "browser.mjs", page, browser.get(), file.toString()));
            try {
                collector.requireStored(run, messages, PATIENCE);
                client.getOutputStream().close();
                assertThat(client.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            } catch (AssertionError | org.awaitility.core.ConditionTimeoutException e) {
                throw new AssertionError(words(run), e);
            } finally {
                client.descendants().forEach(ProcessHandle::destroyForcibly);
                client.destroyForcibly();
            }
            if (failing) {
                requireFailures(proxy);
            }
        }
    }

    private static void requireFailures(FlakyProxy proxy) {
        assertThat(proxy.answers()).contains(503, 429, 200);
        assertThat(proxy.answers()).isSubsetOf(200, 429, 503);
    }

    private Process started(String run, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(state.resolve(run + ".log").toFile())
                .start();
    }

    private String words(String run) throws IOException {
        return run + " said: " + Files.readString(state.resolve(run + ".log"));
    }
}
