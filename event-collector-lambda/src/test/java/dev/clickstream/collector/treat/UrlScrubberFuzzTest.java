package dev.clickstream.collector.treat;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** In the normal build the kept inputs are run; {@code ./clickstream test --jazzer} looks for new ones. */
class UrlScrubberFuzzTest {
    private static final String PLANTED = "ann.lee@example.com";

    private final UrlScrubber scrubber = new UrlScrubber(new FieldNames());

    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "1h")
    void anAddressNeverComesThroughAndTwiceIsOnce(FuzzedDataProvider data) {
        boolean planted = data.consumeBoolean();
        String before = data.consumeString(200);
        String url = planted ? before + PLANTED + data.consumeRemainingAsString() : before;

        String once = scrubber.scrubbed(url);

        assertThat(once).doesNotContain(PLANTED);
        assertThat(scrubber.scrubbed(once)).isEqualTo(once);
        assertThat(once.length()).isLessThanOrEqualTo(4 * url.length() + 10);
    }
}
