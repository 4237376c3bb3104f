package dev.clickstream.endtoend.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page on sending events shows of each SDK is what the clients of the tests do. */
class SendEventsPageTest {
    private static final Path PAGE = Path.of("../docs/how-to/send-events.md");
    private static final Path CLIENTS = Path.of("clients");
    private static final Path JAVA_CLIENT =
            Path.of("src/test/java/dev/clickstream/endtoend/clients/SegmentJavaIT.java");

    @Test
    void everyImportAndEveryCallOfASnippetIsOneThatTheTestsRun() throws IOException {
        String clients = clients();
        List<String> snippets = found("(?ms)^```(?:js|python|java)\n(.*?)^```", Files.readString(PAGE));
        assertThat(snippets).hasSize(6);

        Set<String> shown = new TreeSet<>();
        for (String snippet : snippets) {
            shown.addAll(found("(?m)^((?:import|from) .+)$", snippet));
            shown.addAll(found("\\b((?:new )?(?:analytics\\.|[A-Z]\\w+\\.)?[a-zA-Z]+\\()", snippet));
        }
        shown.removeIf(call -> call.equals("Map.of("));

        assertThat(shown)
                .hasSizeGreaterThan(12)
                .allSatisfy(piece -> assertThat(clients).contains(piece));
    }

    @Test
    void everySdkOfASnippetIsInstalledForTheTests() throws IOException {
        String installed = Files.readString(CLIENTS.resolve("package.json"))
                + Files.readString(CLIENTS.resolve("requirements.in"))
                + Files.readString(Path.of("pom.xml"));
        List<String> sdks = found("(?m)^\\*\\*(?!Browser, Rudder)[^*]+\\*\\* \\(`([^`]+)`\\)", Files.readString(PAGE));

        assertThat(sdks)
                .hasSize(6)
                .allSatisfy(sdk -> assertThat(installed).contains(sdk.substring(sdk.indexOf(':') + 1)));
    }

    private static String clients() throws IOException {
        StringBuilder text = new StringBuilder(Files.readString(JAVA_CLIENT));
        try (Stream<Path> files = Files.list(CLIENTS)) {
            for (Path file : files.filter(path -> path.toString().matches(".*\\.(js|mjs|py)"))
                    .toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}
