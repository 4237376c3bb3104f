package dev.clickstream.loader.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ColumnTextTest {
    private final ColumnText text = new ColumnText();

    @Test
    void keepsWhatFits() {
        assertThat(text(4, "abcd")).isEqualTo("abcd");
        assertThat(text.cuts()).isZero();
    }

    @Test
    void cutsAtBytesNotAtCharactersAndNeverInsideOne() {
        assertThat(text(4, "aé€")).isEqualTo("aé");
        assertThat(text(6, "a\uD83D\uDE00\uD83D\uDE00")).isEqualTo("a\uD83D\uDE00");
        assertThat(text(3, "\uD83D\uDE00")).isEmpty();
        assertThat(text.cuts()).isEqualTo(3);
    }

    @Test
    void takesNulOut() {
        assertThat(text(10, "a\0b\0")).isEqualTo("ab");
        assertThat(json("{\"a\":\"x\\u0000y\"}")).isEqualTo("{\"a\":\"xy\"}");
        assertThat(json("{\"a\":\"\\\\u0000\"}")).isEqualTo("{\"a\":\"\\\\u0000\"}");
        assertThat(json("{\"a\":\"\\\\\\u0000\\u0000\"}")).isEqualTo("{\"a\":\"\\\\\"}");
    }

    @Test
    void aLoneSurrogateBecomesAQuestionMark() {
        assertThat(text(10, "a\uD83Db")).isEqualTo("a?b");
    }

    @Test
    void jsonThatIsTooLongBecomesAnObjectThatSaysSo() {
        String json = "{\"a\":\"" + "é".repeat(20) + "\"}";

        assertThat(new String(text.json(json, 40), StandardCharsets.UTF_8))
                .isEqualTo("{\"_truncated\":true,\"bytes\":48}");
        assertThat(text.cuts()).isEqualTo(1);
    }

    private String text(int maxBytes, String value) {
        return new String(text.text(value, maxBytes), StandardCharsets.UTF_8);
    }

    private String json(String value) {
        return new String(text.json(value, 1000), StandardCharsets.UTF_8);
    }
}
