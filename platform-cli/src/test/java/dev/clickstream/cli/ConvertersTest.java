package dev.clickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ConvertersTest {
    @ParameterizedTest
    @CsvSource({
        "500ms,PT0.5S",
        "90s,PT1M30S",
        "15m,PT15M",
        "1.5h,PT1H30M",
        "7d,PT168H",
        "2w,PT336H",
        "7D,PT168H",
        "PT3M,PT3M"
    })
    void readsTimeSpans(String text, Duration duration) {
        assertThat(new DurationConverter().convert(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "d", "-1d", "1y", "a week", "99999999999d"})
    void refusesWhatIsNoTimeSpan(String text) {
        assertThatThrownBy(() -> new DurationConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("found '" + text + "', wanted a time span such as 90s, 15m, 12h or 7d");
    }

    @Test
    void readsRates() {
        assertThat(new RateConverter().convert("500/s")).isEqualTo(500.0);
        assertThat(new RateConverter().convert("0.5")).isEqualTo(0.5);
        assertThatThrownBy(() -> new RateConverter().convert("fast")).isInstanceOf(TypeConversionException.class);
    }
}
