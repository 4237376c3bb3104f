package dev.clickstream.collector.standardise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CleanTextTest {
    @Test
    void cleanTextStaysTheSameObject() {
        String text = "plain, é 🌿 \u2028";

        assertThat(CleanText.of(text)).isSameAs(text);
    }

    @Test
    void nulIsTakenOut() {
        assertThat(CleanText.of("a\0b\0")).isEqualTo("ab");
    }

    @Test
    void textIsComposed() {
        assertThat(CleanText.of("e\u0301")).isEqualTo("é");
    }

    @Test
    void halfASurrogatePairIsReplaced() {
        assertThat(CleanText.of("a\uD83C")).isEqualTo("a\uFFFD");
        assertThat(CleanText.of("\uDF3Fa\uD83C\uDF3F")).isEqualTo("\uFFFDa🌿");
    }
}
