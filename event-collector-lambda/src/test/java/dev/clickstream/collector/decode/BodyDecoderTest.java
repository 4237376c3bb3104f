package dev.clickstream.collector.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyDecoderTest {
    private final BodyDecoder decoder = new BodyDecoder(
            new DecodeLimits(100_000, 200_000, 100, 3, 1000, new JsonLimits(20, 50_000, 128, 200, 8192, 40)));

    @Test
    void aSingleObjectIsOneMessageWithItsExactBytes() {
        Decoding.Batch batch = batch(" {\"type\" : \"track\", \"n\":1.50}\n");

        assertThat(texts(batch)).containsExactly("{\"type\" : \"track\", \"n\":1.50}");
    }

    @Test
    void eachElementOfAnArrayIsCutOutExactly() {
        Decoding.Batch batch = batch("[ {\"a\":\"\\u0000 é 🌿\"},\n{\"b\":[{}]} , 12 ]");

        assertThat(texts(batch)).containsExactly("{\"a\":\"\\u0000 é 🌿\"}", "{\"b\":[{}]}", "12");
    }

    @Test
    void aBatchGivesItsMessagesAndWhatItSaysForAll() {
        Decoding.Batch batch = batch(
                "{\"sentAt\":\"2026-01-01T00:00:00Z\",\"batch\":[{\"x\":1}, \"text\", null],\"writeKey\":\"k\",\"context\":{\"a\":1},\"sequence\":7}");

        assertThat(texts(batch)).containsExactly("{\"x\":1}", "\"text\"", "null");
        assertThat(batch.writeKey()).isEqualTo("k");
        assertThat(batch.sentAt().stringValue()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(batch.context().path("a").intValue()).isEqualTo(1);
    }

    @Test
    void whatTheBatchSaysMayBeNullOrAnEmptyArray() {
        Decoding.Batch batch = batch("{\"batch\":[{}],\"context\":[],\"sentAt\":null,\"writeKey\":null}");

        assertThat(batch.context()).isNull();
        assertThat(batch.sentAt()).isNull();
        assertThat(batch.writeKey()).isNull();
    }

    @Test
    void aByteOrderMarkDoesNotShiftTheSlices() {
        assertThat(texts(batch("\uFEFF[{\"a\":1},{\"b\":2}]"))).containsExactly("{\"a\":1}", "{\"b\":2}");
    }

    @Test
    void aBadMessageIsStillCutOutForItsVerdict() {
        String deep = "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}";

        assertThat(texts(batch("[{\"a\":1,\"a\":2}," + deep + "]"))).containsExactly("{\"a\":1,\"a\":2}", deep);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | EMPTY_BODY",
                "'   ' | INVALID_JSON",
                "'{' | INVALID_JSON",
                "'[{},]' | INVALID_JSON",
                "'{\"a\":NaN}' | INVALID_JSON",
                "'{} {}' | INVALID_JSON",
                "'\"text\"' | INVALID_JSON",
                "'{\"a\":01}' | INVALID_JSON",
                "'type=track' | INVALID_JSON",
                "'[]' | EMPTY_BATCH",
                "'{\"batch\":[]}' | EMPTY_BATCH",
                "'{\"batch\":{}}' | INVALID_BATCH",
                "'{\"batch\":[{}],\"batch\":[{}]}' | INVALID_BATCH",
                "'{\"batch\":[{}],\"writeKey\":7}' | INVALID_BATCH",
                "'{\"batch\":[{}],\"context\":\"x\"}' | INVALID_BATCH",
                "'{\"batch\":[{}],\"context\":{\"a\":1,\"a\":2}}' | INVALID_BATCH",
                "'[{},{},{},{}]' | TOO_MANY_EVENTS",
            })
    void aBodyThatCanNeverWorkIsRefused(String body, Refusal.Code code) {
        assertThat(refusal(body.getBytes(UTF_8)).code()).isEqualTo(code);
    }

    @Test
    void nestingWithoutEndIsRefusedAndHarmless() {
        assertThat(refusal("[".repeat(90_000).getBytes(UTF_8)).code()).isEqualTo(Refusal.Code.INVALID_JSON);
    }

    @Test
    void theMessageTellsWhereTheJsonBreaks() {
        assertThat(refusal("[{\"a\":1},{\"b\":x}]".getBytes(UTF_8)).message())
                .isEqualTo("the body is not JSON: error near byte 14");
    }

    @Test
    void aNameCutInTheMiddleOfAnEmojiIsMendedAndCostsNoOtherEvent() {
        Decoding.Batch batch = batch(
                "[{\"n\\ud83d\":1},{\"\\ude00\":\"\\ud83d\"},{\"\\ud83d\\ude00\\\\ud83d\":\"\\uD83D\\uD83D\\uDE00\"}]");

        assertThat(texts(batch))
                .containsExactly(
                        "{\"n\\ufffd\":1}",
                        "{\"\\ufffd\":\"\\ufffd\"}",
                        "{\"\\ud83d\\ude00\\\\ud83d\":\"\\ufffd\\uD83D\\uDE00\"}");
        assertThat(refusal("[{\"n\\ud83d\":x}]".getBytes(UTF_8)).message())
                .isEqualTo("the body is not JSON: error near byte 12");
    }

    @Test
    void aSharedContextLargerThanAnEventIsRefused() {
        String body = "{\"batch\":[{}],\"context\":{\"a\":\"" + "x".repeat(1000) + "\"}}";

        assertThat(refusal(body.getBytes(UTF_8)).code()).isEqualTo(Refusal.Code.BODY_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void theBodyLimitHoldsToTheByte(int beyond) throws IOException {
        assertThat(isRefused(body(100_000 + beyond, false))).isEqualTo(beyond > 0);
        assertThat(isRefused(gzip(body(200_000 + beyond, true)))).isEqualTo(beyond > 0);
    }

    /** @param varied so that gzip cannot make it a hundred times smaller */
    private static byte[] body(int length, boolean varied) {
        StringBuilder text = new StringBuilder("{\"a\":\"");
        java.util.Random random = new java.util.Random(1);
        while (text.length() < length - 2) {
            text.append(varied ? (char) ('a' + random.nextInt(4)) : 'x');
        }
        return text.append("\"}").toString().getBytes(UTF_8);
    }

    @Test
    void aBodyThatGrowsMoreThanAHundredTimesIsRefusedThoughItIsSmall() throws IOException {
        byte[] repeated = gzip(body(150_000, false));
        assertThat(repeated).hasSizeLessThan(1500);

        assertThat(refusal(repeated).code()).isEqualTo(Refusal.Code.BODY_TOO_LARGE);
        assertThat(refusal(repeated).message()).contains("100 times");
    }

    @Test
    void aBombThatLiesAboutItsLengthTakesNoMoreThanItSays() throws IOException {
        byte[] bomb = gzip(body(64 << 20, false));
        byte[] lying = bomb.clone();
        lying[lying.length - 4] = 9;
        lying[lying.length - 3] = 0;
        lying[lying.length - 2] = 0;
        lying[lying.length - 1] = 0;

        assertThat(refusal(lying).code()).isEqualTo(Refusal.Code.INVALID_GZIP);
        assertThat(refusal(Arrays.copyOf(bomb, 12)).code()).isEqualTo(Refusal.Code.INVALID_GZIP);
        assertThat(refusal(Arrays.copyOf(gzip("[{}]".getBytes(UTF_8)), 100)).code())
                .isEqualTo(Refusal.Code.INVALID_GZIP);
    }

    @Test
    void gzipIsInflatedWhateverTheHeadersSay() throws IOException {
        assertThat(texts((Decoding.Batch) decoder.decode(gzip("[{\"a\":1}]".getBytes(UTF_8)))))
                .containsExactly("{\"a\":1}");
    }

    @Test
    void aGzipBombIsRefusedAtTheLimit() throws IOException {
        byte[] bomb = gzip(new byte[64 << 20]);
        assertThat(bomb).hasSizeLessThan(100_000);

        assertThat(refusal(bomb).code()).isEqualTo(Refusal.Code.BODY_TOO_LARGE);
    }

    @Test
    void brokenOrNestedGzipIsRefused() throws IOException {
        byte[] good = gzip("[{\"a\":1}]".getBytes(UTF_8));

        assertThat(refusal(Arrays.copyOf(good, good.length - 12)).code()).isEqualTo(Refusal.Code.INVALID_GZIP);
        assertThat(refusal(gzip(good)).code()).isEqualTo(Refusal.Code.INVALID_UTF8);
    }

    @Test
    void onlyStrictUtf8IsTaken() {
        assertThat(refusal(bytes("{\"a\":\"", 0xC0, 0x80)).code()).isEqualTo(Refusal.Code.INVALID_UTF8);
        assertThat(refusal(bytes("{\"a\":\"", 0xED, 0xA0, 0x80)).code()).isEqualTo(Refusal.Code.INVALID_UTF8);
        assertThat(refusal(bytes("{\"a\":\"", 0xE9)).code()).isEqualTo(Refusal.Code.INVALID_UTF8);
        assertThat(refusal("{}".getBytes(java.nio.charset.StandardCharsets.UTF_16LE))
                        .code())
                .isIn(Refusal.Code.INVALID_UTF8, Refusal.Code.INVALID_JSON);
    }

    private static byte[] bytes(String start, int... more) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(start.getBytes(UTF_8));
        for (int one : more) {
            bytes.write(one);
        }
        bytes.writeBytes("\"}".getBytes(UTF_8));
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private boolean isRefused(byte[] body) {
        return decoder.decode(body) instanceof Decoding.Refused;
    }

    private Refusal refusal(byte[] body) {
        assertThat(decoder.decode(body)).isInstanceOf(Decoding.Refused.class);
        return ((Decoding.Refused) decoder.decode(body)).refusal();
    }

    private Decoding.Batch batch(String body) {
        Decoding decoding = decoder.decode(body.getBytes(UTF_8));
        assertThat(decoding).isInstanceOf(Decoding.Batch.class);
        return (Decoding.Batch) decoding;
    }

    private static List<String> texts(Decoding.Batch batch) {
        return batch.messages().stream()
                .map(slice -> new String(slice.copy(), UTF_8))
                .toList();
    }
}
