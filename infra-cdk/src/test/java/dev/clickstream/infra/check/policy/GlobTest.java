package dev.clickstream.infra.check.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource({
        "s3:GetObject, s3:GetObject, true",
        "s3:Get*, s3:GetObject, true",
        "s3:Get*, s3:PutObject, false",
        "*, anything:AtAll, true",
        "arn:aws:s3:::lake/landing/*, arn:aws:s3:::lake/landing/, true",
        "arn:aws:s3:::lake/landing/*, arn:aws:s3:::lake/landing, false",
        "arn:aws:s3:::lake/landing/*, arn:aws:s3:::lake/landing/dt=1/hr=2/x, true",
        "arn:aws:s3:::lake*, arn:aws:s3:::lake-of-somebody-else/x, true",
        "topic/?/x, topic/1/x, true",
        "topic/?/x, topic/12/x, false",
        "a*b*c, aXbYc, true",
        "a*b*c, aXcYb, false",
        "a*b, ab, true",
        "a.c, abc, false",
    })
    void starIsAnyTextAndQuestionMarkIsOneCharacter(String pattern, String text, boolean matches) {
        assertThat(Glob.matches(pattern, text)).isEqualTo(matches);
    }

    /** Against another way to say the same. */
    @Test
    void agreesWithRegularExpressionsOnRandomPatterns() {
        Random random = new Random(20_260_101);
        int matching = 0;
        for (int i = 0; i < 20_000; i++) {
            String pattern = text(random, "ab*?:", 7);
            String text = text(random, "ab:", 7);
            StringBuilder regex = new StringBuilder();
            for (char c : pattern.toCharArray()) {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
            boolean expected = text.matches(regex.toString());
            matching += expected ? 1 : 0;

            assertThat(Glob.matches(pattern, text))
                    .as("%s against %s", pattern, text)
                    .isEqualTo(expected);
        }
        assertThat(matching).isBetween(1_000, 19_000);
    }

    private static String text(Random random, String alphabet, int longest) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(longest + 1); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
