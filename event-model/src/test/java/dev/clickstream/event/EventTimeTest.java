package dev.clickstream.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {
    private static final DateTimeFormatter JDK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** From the year -1000 to the year 11000. */
    @Property(tries = 1000)
    void writesAndReadsLikeTheJdk(
            @ForAll @LongRange(min = -93_000_000_000_000L, max = 284_000_000_000_000L) long millis) {
        Instant instant = Instant.ofEpochMilli(millis);

        String text = EventTime.format(instant);

        assertThat(text).isEqualTo(JDK.format(instant));
        if (text.length() == 24 && text.charAt(0) != '+') {
            assertThat(EventTime.parse(text)).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T01:02:03Z",
                "2026-11-23T01:02:03.123456Z",
                "2026-02-28T23:59:59.999Z",
                "2024-02-29T00:00:00.000Z",
                "2026-11-23T24:00:00.000Z",
                "2026-11-23T23:59:60.000Z",
                "2026-11-23T01:02:03.000+02:00"
            })
    void readsWhateverTheJdkReads(String text) {
        assertThat(EventTime.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-11-23 01:02:03.000Z",
                "2026-13-23T01:02:03.000Z",
                "2026-02-29T01:02:03.000Z",
                "2026-11-23T25:02:03.000Z",
                "2026-11-23T01:60:03.000Z",
                "2026-11-2aT01:02:03.000Z"
            })
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> EventTime.parse(text)).isInstanceOf(DateTimeParseException.class);
    }
}
