package dev.clickstream.cli.rejected;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.erasure.Erasure;
import dev.clickstream.erasure.ErasureList;
import dev.clickstream.event.Topics;
import dev.clickstream.pii.Encryption;
import dev.clickstream.pii.PiiKeys;
import dev.clickstream.source.Sources;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ReplayTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final PiiKeys KEYS = PiiKeys.parse("{\"current\":\"k\",\"k\":\"0123456789abcdef0123456789abcdef\"}");

    @Test
    void aMessageKeepsItsIdAndTheTimeAtWhichItHappened() {
        ObjectNode message = repeated(
                "{\"messageId\":\"m1\",\"timestamp\":\"2026-11-20T09:59:58Z\",\"sentAt\":\"2026-11-20T09:59:59Z\"}");

        assertThat(message.path("messageId").asString()).isEqualTo("m1");
        assertThat(message.path("timestamp").asString()).isEqualTo("2026-11-20T09:59:58Z");
        assertThat(message.path("sentAt").asString()).isEqualTo(NOW.toString());
    }

    @Test
    void aClockThatWasWrongThenIsPutRightByWhatWasReceivedThen() {
        ObjectNode message = repeated(
                "{\"messageId\":\"m1\",\"originalTimestamp\":\"2026-11-20T11:59:00Z\",\"sentAt\":\"2026-11-20T12:00:00Z\"}");

        assertThat(message.path("timestamp").asString()).isEqualTo("2026-11-20T09:59:00Z");
        assertThat(message.has("originalTimestamp")).isFalse();
    }

    @Test
    void withoutATimeItHappenedWhenItWasReceived() {
        assertThat(repeated("{\"messageId\":\"m1\"}").path("timestamp").asString())
                .isEqualTo(RECEIVED.toString());
    }

    @Test
    void withoutAnIdItsPlaceIsItsIdSoThatTwiceIsOnce() {
        assertThat(repeated("{}").path("messageId").asString())
                .isEqualTo("rejected-3-42")
                .isEqualTo(repeated("{}").path("messageId").asString());
    }

    @Test
    void theTypeThatThePathNamedIsTold() {
        assertThat(repeated("{}").path("type").asString()).isEqualTo("track");
        assertThat(repeated("{\"type\":\"page\"}").path("type").asString()).isEqualTo("page");
    }

    @Test
    void whatTheBatchSaidOnceForAllIsUnderWhatTheMessageSays() {
        ObjectNode batch = (ObjectNode)
                JsonMapper.shared()
                        .readTree(
                                "{\"sentAt\":\"2026-11-20T12:00:00Z\",\"context\":{\"locale\":\"de\",\"page\":{\"path\":\"/\"}}}");
        ObjectNode record = rejection(
                        "payload",
                        base64(
                                "{\"messageId\":\"m1\",\"timestamp\":\"2026-11-20T11:59:00Z\",\"context\":{\"locale\":\"fr\"}}"))
                .record();
        record.set("batch", batch);
        Replay replay = replayed(read(record), null);
        ObjectNode message =
                requireNonNull(replay.messages().get("web")).getFirst().json();

        assertThat(message.path("context"))
                .isEqualTo(JsonMapper.shared().readTree("{\"locale\":\"fr\",\"page\":{\"path\":\"/\"}}"));
        assertThat(message.path("timestamp").asString())
                .describedAs("two hours ahead, by the time at which the batch was sent")
                .isEqualTo("2026-11-20T09:59:00Z");
    }

    @Test
    void aTimeThatCannotBeReadIsSentAsItIs() {
        assertThat(repeated("{\"messageId\":\"m1\",\"timestamp\":\"yesterday\"}")
                        .path("timestamp")
                        .asString())
                .isEqualTo("yesterday");
    }

    @Test
    void whatWasEncryptedIsSentWhereThereAreKeysAndLeftOutWithout() {
        byte[] posted = "{\"messageId\":\"m1\"}".getBytes(UTF_8);
        Rejection encrypted = rejection("payloadEncrypted", new Encryption(KEYS, new SecureRandom()).encrypt(posted));

        assertThat(replayed(encrypted, KEYS).messages().get("web")).hasSize(1);
        assertThat(replayed(encrypted, null).messages()).isEmpty();
        assertThat(replayed(encrypted, null).leftOut()).containsEntry("no JSON object, or not kept whole", 1);
    }

    @Test
    void whatIsNoObjectAndWhatHasNoKeyIsLeftOutAndCounted() {
        assertThat(replayed(rejection("payload", base64("7")), null).leftOut())
                .isEqualTo(Map.of("no JSON object, or not kept whole", 1));
        Replay other = new Replay(Sources.parse("k=app"), null, NOW, ErasureList.empty());
        other.add(rejection("payload", base64("{}")));
        assertThat(other.leftOut()).isEqualTo(Map.of("of a source that has no write key: web", 1));
    }

    @Test
    void whoWasErasedIsNotSentAgainPersonOrDevice() {
        String salt = "0123456789abcdef0123456789abcdef";
        ErasureList erased = ErasureList.of(List.of(
                Erasure.of("ann", salt, RECEIVED.plusSeconds(1), "r1"),
                Erasure.of("phone", salt, RECEIVED.plusSeconds(1), "r1")));
        Replay replay = new Replay(Sources.parse("k1=web"), null, NOW, erased);

        replay.add(rejection("payload", base64("{\"userId\":\"ann\"}")));
        replay.add(rejection("payload", base64("{\"anonymousId\":\"phone\"}")));
        replay.add(rejection("payload", base64("{\"userId\":\"bob\",\"anonymousId\":\"phone\"}")));

        assertThat(replay.leftOut()).isEqualTo(Map.of("of people who were erased", 2));
        assertThat(replay.messages().get("web")).hasSize(1);
    }

    private static ObjectNode repeated(String posted) {
        Replay replay = replayed(rejection("payload", base64(posted)), null);
        return requireNonNull(replay.messages().get("web")).getFirst().json();
    }

    private static Replay replayed(Rejection rejection, @Nullable PiiKeys keys) {
        Replay replay = new Replay(Sources.parse("k1=web"), keys, NOW, ErasureList.empty());
        replay.add(rejection);
        return replay;
    }

    private static Rejection rejection(String member, String payload) {
        JsonNode record = JsonMapper.shared()
                .createObjectNode()
                .put("receivedAt", RECEIVED.toString())
                .put("source", "web")
                .put("type", "track")
                .put("code", "schema_violation")
                .put(member, payload);
        return read(record);
    }

    private static Rejection read(JsonNode record) {
        return Rejection.of(new ConsumerRecord<>(
                Topics.REJECTED.name(), 3, 42, "key", record.toString().getBytes(UTF_8)));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
