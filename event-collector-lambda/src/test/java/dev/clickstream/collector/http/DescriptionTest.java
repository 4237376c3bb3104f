package dev.clickstream.collector.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.collector.decode.Refusal;
import dev.clickstream.collector.segment.SegmentPaths;
import dev.clickstream.collector.verdict.RejectionCode;
import io.micronaut.web.router.Router;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The description, the reference page and the code say the same. */
class DescriptionTest {
    private static final Path PAGE = Path.of("../docs/reference/collector-api.md");

    @Test
    void everyRouteIsDescribedAndEveryDescribedOneExists() {
        try (CollectorServer server = new CollectorServer()) {
            Set<String> routes = server.bean(Router.class)
                    .uriRoutes()
                    .map(route -> route.getHttpMethodName() + " "
                            + route.getUriMatchTemplate().toPathString())
                    // GET routes answer HEAD as well.
                    .filter(route -> !route.startsWith("HEAD "))
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(Description.operations()).isEqualTo(routes);
        }
    }

    @Test
    void everyDescribedOperationAnswersAsDescribed() {
        try (CollectorServer server = new CollectorServer()) {
            for (String operation : Description.operations()) {
                String path = operation.split(" ")[1].replace("{call}", "track").replace("{writeKey}", "k1");
                for (String accepted : List.of("*/*", "application/json", "text/html", "image/webp")) {
                    assertThat(server.send(server.request(path + "?writeKey=k1&appId=k1")
                                            .header("Accept", accepted)
                                            .method(operation.split(" ")[0], BodyPublishers.ofString("[{}]")))
                                    .statusCode())
                            .as(operation + " for " + accepted)
                            // This server was not set up to sync devices.
                            .isEqualTo(path.equals("/v1/sync") ? 404 : 200);
                }
            }
        }
    }

    @Test
    void theDescriptionIsServed() {
        try (CollectorServer server = new CollectorServer()) {
            assertThat(server.send(server.request("/openapi.yaml")).body()).startsWith("openapi: 3.1");
        }
    }

    @Test
    void everyCallAndEveryCodeIsDescribed() {
        Set<String> failures = Arrays.stream(Refusal.Code.values())
                .map(Refusal.Code::word)
                .collect(Collectors.toCollection(TreeSet::new));
        failures.addAll(List.of(
                "unavailable",
                "bad_request",
                "internal_error",
                "rate_exceeded",
                "invalid_since",
                "invalid_token",
                "sync_not_offered"));
        failures.addAll(ErrorAnswers.codes());

        assertThat(Description.words("Failure", "code")).isEqualTo(failures);
        assertThat(Description.words("Rejected", "code")).isEqualTo(rejections());
        assertThat(Description.calls("call")).isEqualTo(new TreeSet<>(SegmentPaths.calls()));
        assertThat(Description.calls("type"))
                .isEqualTo(SegmentPaths.calls().stream()
                        .filter(call -> SegmentPaths.type(call).isPresent())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void theReferencePageHasEveryOperationAndEveryCodeAndNoOther() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(firstColumn(page, "## Operations")).isEqualTo(Description.operations());
        assertThat(firstColumn(page, "## Verdicts")).isEqualTo(rejections());
        assertThat(firstColumn(page, "## Failures")).isEqualTo(Description.words("Failure", "code"));
    }

    private static Set<String> rejections() {
        return Arrays.stream(RejectionCode.values())
                .map(RejectionCode::word)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> firstColumn(String page, String heading) {
        String section =
                page.substring(page.indexOf(heading + "\n") + heading.length()).split("\n## ")[0];
        Matcher row = Pattern.compile("(?m)^\\| `([^`]+)` \\|").matcher(section);
        Set<String> first = new TreeSet<>();
        while (row.find()) {
            first.add(row.group(1));
        }
        return first;
    }
}
