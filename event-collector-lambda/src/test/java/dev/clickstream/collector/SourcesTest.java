package dev.clickstream.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.collector.access.RequestSignature;
import dev.clickstream.collector.decode.Refusal;
import dev.clickstream.collector.verdict.RejectionCode;
import dev.clickstream.source.Source;
import dev.clickstream.source.Sources;
import dev.clickstream.source.SourcesJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the document of all sources allows, and what not. */
class SourcesTest {
    private static final String VIEW =
            "{\"type\":\"track\",\"event\":\"Product Viewed\",\"anonymousId\":\"a1\",\"properties\":{\"product_id\":\"p1\"}}";
    private static final Source.ServerKey SERVER_KEY =
            new Source.ServerKey("2026-11", "a secret of at least 32 characters");

    @TempDir
    Path folder;

    @Test
    void anEventThatItsSourceMayNotSendIsRejectedAndKept() {
        CollectorFixture fixture = fixture(new Source(
                "web", List.of("k1"), Set.of(), Set.of("Order Completed"), Source.Unplanned.KEEP, null, List.of()));

        assertThat(fixture.rejected("[" + VIEW + "]").code()).isEqualTo(RejectionCode.EVENT_NOT_ALLOWED);
        assertThat(fixture.publisher.records()).hasSize(1);
        assertThat(fixture.collected("[{\"type\":\"page\",\"anonymousId\":\"a1\"}]")
                        .accepted())
                .isEqualTo(1);
    }

    @Test
    void anUnplannedEventIsKeptUnlessItsSourceIsStrict() {
        String unplanned = "[{\"type\":\"track\",\"event\":\"Balloon Burst\",\"anonymousId\":\"a1\"}]";

        assertThat(fixture(Source.open("web", List.of("k1")))
                        .collected(unplanned)
                        .accepted())
                .isEqualTo(1);
        assertThat(fixture(new Source(
                                "web", List.of("k1"), Set.of(), Set.of(), Source.Unplanned.REJECT, null, List.of()))
                        .rejected(unplanned)
                        .code())
                .isEqualTo(RejectionCode.UNPLANNED_EVENT);
    }

    @Test
    void aPageOfAForeignOriginMayNotSend() {
        CollectorFixture fixture = fixture(new Source(
                "web",
                List.of("k1"),
                Set.of("https://www.example.com"),
                Set.of(),
                Source.Unplanned.KEEP,
                null,
                List.of()));

        assertThat(refused(fixture, CollectorFixture.KEY, "https://evil.example", null))
                .isEqualTo(Refusal.Code.ORIGIN_NOT_ALLOWED);
        assertThat(refused(fixture, null, "https://evil.example", null)).isEqualTo(Refusal.Code.ORIGIN_NOT_ALLOWED);
        assertThat(post(fixture, CollectorFixture.KEY, "https://www.example.com", null))
                .isInstanceOf(Answer.Collected.class);
    }

    @Test
    void aSourceWithServerKeysMustSign() {
        CollectorFixture fixture = fixture(new Source(
                "backend", List.of("k1"), Set.of(), Set.of(), Source.Unplanned.KEEP, null, List.of(SERVER_KEY)));

        assertThat(refused(fixture, CollectorFixture.KEY, null, null)).isEqualTo(Refusal.Code.INVALID_SIGNATURE);
        assertThat(post(
                        fixture,
                        CollectorFixture.KEY,
                        null,
                        RequestSignature.of(SERVER_KEY, body().getBytes(UTF_8), CollectorFixture.RECEIVED)))
                .isInstanceOf(Answer.Collected.class);
    }

    @Test
    void aSourceThatSendsTooMuchIsToldToWaitWhereverItsKeyStands() {
        CollectorFixture fixture = fixture(new Source(
                "web", List.of("k1"), Set.of(), Set.of(), Source.Unplanned.KEEP, new Source.Rate(1, 2), List.of()));

        assertThat(post(fixture, CollectorFixture.KEY, null, null)).isInstanceOf(Answer.Collected.class);
        assertThat(post(fixture, null, null, null)).isInstanceOf(Answer.Collected.class);
        assertThat(post(fixture, CollectorFixture.KEY, null, null)).isInstanceOf(Answer.TooMuch.class);
        assertThat(post(fixture, null, null, null)).isInstanceOf(Answer.TooMuch.class);
        assertThat(fixture.events()).hasSize(2);
    }

    private CollectorFixture fixture(Source source) {
        try {
            Path file = Files.writeString(
                    folder.resolve("sources.json"), SourcesJson.write(new Sources(List.of(source), null)));
            return new CollectorFixture(Map.of("COLLECTOR_SOURCES_FILE", file.toString()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The key stands in the message, as Segment's SDK for browsers sends it. */
    private static String body() {
        return VIEW.replace("{\"type\"", "{\"writeKey\":\"k1\",\"type\"");
    }

    private static Answer post(
            CollectorFixture fixture, @Nullable String key, @Nullable String origin, @Nullable String signature) {
        return fixture.collector.collect(
                new Submission(body().getBytes(UTF_8), null, key, null, null, origin, signature));
    }

    private static Refusal.Code refused(
            CollectorFixture fixture, @Nullable String key, @Nullable String origin, @Nullable String signature) {
        return ((Answer.Refused) post(fixture, key, origin, signature))
                .refusal()
                .code();
    }
}
