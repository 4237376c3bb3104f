package dev.clickstream.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real function in the real runtime. */
class GatewayTest {
    @TempDir
    static Path folder;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Sandboxes sandboxes;
    private static Gateway gateway;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        FunctionZip.unpack(zipped(), folder.resolve("task"));
        sandboxes = new Sandboxes(function(Handler.class.getName()), folder.resolve("handler.log"), 1);
        sandboxes.warm();
        gateway = new Gateway(sandboxes, Clock.systemUTC(), 0);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        sandboxes.close();
        CLIENT.close();
    }

    private static Path zipped() throws IOException {
        Path zip = folder.resolve("function.zip");
        String name = Handler.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(file);
                InputStream type = Handler.class.getResourceAsStream("Handler.class")) {
            entries.putNextEntry(new ZipEntry(name));
            type.transferTo(entries);
        }
        return zip;
    }

    private static Sandbox.Function function(String handler) {
        return new Sandbox.Function(
                "handler",
                folder.resolve("task"),
                handler,
                256,
                Duration.ofSeconds(5),
                false,
                false,
                List.of(),
                Map.of());
    }

    @Test
    void oneSandboxTakesOneEventAfterTheOther() throws Exception {
        String first = get("/").body();

        assertThat(first).startsWith("handler ");
        assertThat(get("/again").body()).isEqualTo(first);
    }

    @Test
    void afterAFunctionThatFailedTheSandboxGoesOn() throws Exception {
        String before = get("/").body();

        HttpResponse<String> failed = get("/fail");

        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
        assertThat(get("/").body()).isEqualTo(before);
    }

    @Test
    void aSandboxThatEndedOrTookTooLongIsReplaced() throws Exception {
        String before = get("/").body();
        assertThat(get("/exit").statusCode()).isEqualTo(500);
        String after = get("/").body();
        assertThat(after).startsWith("handler ").isNotEqualTo(before);

        assertThat(get("/hang").statusCode()).isEqualTo(500);
        assertThat(get("/").body()).startsWith("handler ").isNotEqualTo(after);
    }

    @Test
    void aHandlerThatIsNotThereIsNamed() throws InterruptedException {
        try (Sandboxes none = new Sandboxes(function("dev.clickstream.Nobody"), folder.resolve("nobody.log"), 1)) {
            Invocation.Outcome outcome =
                    none.invoke("{}".getBytes(UTF_8), Duration.ofSeconds(30)).orElseThrow();

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Invocation.Outcome.Failed.class,
                            failed -> assertThat(new String(failed.error(), UTF_8))
                                    .contains("dev.clickstream.Nobody"));
        }
    }

    @Test
    void aZipThatWouldWriteBesideItsFolderIsRefused() throws IOException {
        Path zip = folder.resolve("slip.zip");
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(file)) {
            entries.putNextEntry(new ZipEntry("../beside"));
        }

        assertThatThrownBy(() -> FunctionZip.unpack(zip, folder.resolve("slip")))
                .hasMessageContaining("would be unpacked beside its folder: ../beside");
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(gateway.url().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
