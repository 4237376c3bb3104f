package dev.clickstream.collector.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** In the normal build the kept inputs are run; {@code ./clickstream test --jazzer} looks for new ones. */
class BodyDecoderFuzzTest {
    private static final JsonLimits JSON = new JsonLimits(20, 50_000, 128, 200, 8192, 40);

    private final BodyDecoder decoder = new BodyDecoder(new DecodeLimits(65_536, 65_536, 100, 50, 4096, JSON));
    private final StrictJson json = new StrictJson(JSON);

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "1h")
    void anyBodyIsDecodedOrRefused(byte[] body) {
        Decoding decoding = decoder.decode(body);

        if (decoding instanceof Decoding.Batch batch) {
            assertThat(batch.messages().size()).isLessThanOrEqualTo(50);
            for (Slice message : batch.messages()) {
                assertThat(message.length()).isBetween(1, 65_536);
                json.read(message);
            }
        }
    }
}
