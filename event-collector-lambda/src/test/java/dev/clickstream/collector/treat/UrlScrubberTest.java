package dev.clickstream.collector.treat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlScrubberTest {
    private static final String EMAIL = "ann.lee+trip@mail.example.com";

    private final UrlScrubber scrubber = new UrlScrubber(new FieldNames());

    @ParameterizedTest
    @CsvSource({
        "https://ann:secret@shop.example/a, https://shop.example/a",
        "https://shop.example/a?email=ann%40example.com&utm_source=news, https://shop.example/a?email=[redacted]&utm_source=news",
        "https://shop.example/a?x=ann@example.com#top, https://shop.example/a?x=[redacted]#top",
        "https://shop.example/u/ann%2540example.com/edit, https://shop.example/u/[redacted]/edit",
        "https://shop.example/#access_token=abc&state=1, https://shop.example/#access_token=[redacted]&state=1",
        "https://shop.example/#/reset?token=abc, https://shop.example/#/reset?token=[redacted]",
        "?q=spa&phone=91234567, ?q=spa&phone=[redacted]",
        "https://shop.example/?next=%2Flogin%3Fpassword%3Dhunter2, https://shop.example/?next=[redacted]",
        "https://shop.example/?a=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.x, https://shop.example/?a=[redacted]",
        "https://shop.example/?who=%2B65+9123+4567, https://shop.example/?who=[redacted]",
        "https://shop.example/?who=4111111111111111, https://shop.example/?who=[redacted]",
        "https://shop.example/?First-Name=Ann, https://shop.example/?First-Name=[redacted]",
        "https://shop.example/?%65mail=ann, https://shop.example/?%65mail=[redacted]",
        "mailto:ann@example.com?subject=x, mailto:[redacted]?subject=x",
        "tel:91234567, tel:[redacted]",
    })
    void whatIsPersonalIsTakenOut(String url, String scrubbed) {
        assertThat(scrubber.scrubbed(url)).isEqualTo(scrubbed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/hotels/7?utm_source=google&utm_medium=cpc&utm_campaign=a%20b&gclid=EAIaIQobChMI8",
                "https://shop.example/hotels/123456789?check_in=2026-11-23&guests=2&product_id=1234567890123",
                "https://shop.example/a?redirect=https%3A%2F%2Fshop.example%2Fb%3Fc%3Dd",
                "/path/a;b=c?x=&y#frag",
                "https://shop.example:8443/%E2%82%AC?q=100%",
                "https://npm.example/@scope/package@1.2.3",
                "",
                "#",
                "?",
            })
    void allElseStaysAsItWas(String url) {
        assertThat(scrubber.scrubbed(url)).isSameAs(url);
    }

    @Property(tries = 2000)
    void anAddressInAnyPlaceIsNotInTheResult(
            @ForAll("templates") String template, @ForAll("encodings") String spelled) {
        String scrubbed = scrubber.scrubbed(template.replace("§", spelled));

        assertThat(scrubbed.toLowerCase(java.util.Locale.ROOT)).doesNotContain("ann.lee", "ann%2elee");
    }

    @Property(tries = 2000)
    void scrubbingTwiceIsScrubbingOnceAndNeverMuchLonger(@ForAll("texts") String text) {
        String once = scrubber.scrubbed(text);

        assertThat(scrubber.scrubbed(once)).isEqualTo(once);
        assertThat(once.length()).isLessThanOrEqualTo(4 * text.length() + 10);
    }

    @Provide
    Arbitrary<String> templates() {
        return Arbitraries.of(
                "https://§@h.example/",
                "https://§:pw@h.example/",
                "https://h.example/§",
                "https://h.example/a/§/b?c=d",
                "https://h.example/?q=§",
                "https://h.example/?§",
                "https://h.example/?§=1",
                "https://h.example/?a=b&q=x%20§%20y&c=d",
                "https://h.example/#§",
                "https://h.example/#a=§",
                "https://h.example/#/r?x=§",
                "?q=§",
                "/a?next=https%3A%2F%2Fi.example%2F%3Fm%3D§",
                "mailto:§",
                "//h.example/§",
                "h.example\\§",
                "§");
    }

    @Provide
    Arbitrary<String> encodings() {
        String once = URLEncoder.encode(EMAIL, StandardCharsets.UTF_8);
        String twice = URLEncoder.encode(once, StandardCharsets.UTF_8);
        StringBuilder all = new StringBuilder();
        EMAIL.chars().forEach(c -> all.append("%%%02x".formatted(c)));
        return Arbitraries.of(
                EMAIL,
                once,
                twice,
                URLEncoder.encode(twice, StandardCharsets.UTF_8),
                all.toString(),
                EMAIL.toUpperCase(java.util.Locale.ROOT),
                EMAIL.replace("@", "%40"),
                EMAIL.replace(".", "%2e"));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "https://",
                "//",
                "/",
                "?",
                "#",
                "&",
                "=",
                "@",
                "%40",
                "%25",
                "%",
                "+",
                ":",
                ";",
                "email",
                "a",
                "b.co",
                "é",
                "ann@example.com",
                "[redacted]",
                "eyJabcdef.abcdef.x",
                "+65 9123 4567",
                "4111111111111111",
                " ",
                "mailto:",
                "\uD800");
        return pieces.list().ofMaxSize(24).map(parts -> String.join("", parts));
    }
}
