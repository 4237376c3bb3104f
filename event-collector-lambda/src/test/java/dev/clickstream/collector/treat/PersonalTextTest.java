package dev.clickstream.collector.treat;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalTextTest {
    @ParameterizedTest
    @CsvSource({
        "write to ann@example.com please, write to [redacted] please",
        "ann&#64;example.com, [redacted]",
        "ann＠example.com, [redacted]",
        "call +65 9123 4567 now, call [redacted] now",
        "call (415) 555-2671, call [redacted]",
        "0065 9123 4567, [redacted]",
        "card 4111 1111 1111 1111 ok, card [redacted] ok",
        "id S1234567D., id [redacted].",
        "hotel 用户@例え.テスト x, hotel [redacted] x",
    })
    void whatLooksPersonalIsTakenOut(String text, String redacted) {
        assertThat(PersonalText.redacted(text, true)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T10:23:43.447Z",
                "2026-11-23 2026-11-24",
                "1732350000000",
                "120.00",
                "order 4111111111111112",
                "room @ 7.30",
                "@handle and a@b",
                "S1234567A",
                "550e8400-e29b-41d4-a716-446655440000",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0",
                "192.168.100.200",
            })
    void whatDoesNotStays(String text) {
        assertThat(PersonalText.redacted(text, true)).isSameAs(text);
    }

    @Property(tries = 2000)
    void twiceIsOnceAndTheTimeIsBounded(@ForAll("texts") String text) {
        String once = PersonalText.redacted(text, true);

        assertThat(PersonalText.redacted(once, true)).isEqualTo(once);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "a",
                "@",
                ".",
                "b.co",
                "%40",
                "&#64;",
                "+",
                "1",
                "65 91234567",
                "4111111111111111",
                "-",
                "(",
                ")",
                " ",
                "eyJabcdef",
                "eyJabcdef.abcdefg",
                "00",
                "S1234567D",
                "[redacted]",
                "é",
                "\uD83C");
        return pieces.list().ofMaxSize(30).map(parts -> String.join("", parts));
    }
}
