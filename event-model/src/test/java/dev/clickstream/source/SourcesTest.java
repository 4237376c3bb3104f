package dev.clickstream.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourcesTest {
    @Test
    void theShortFormNamesAKeyAndItsSource() {
        Sources sources = Sources.parse("k1=web, k2=app,k=3=web");

        assertThat(sources.all()).extracting(Source::name).containsExactly("web", "app");
        assertThat(sources.ofKey("k=3")).map(Source::name).contains("web");
        assertThat(sources.ofKey("k2")).map(Source::name).contains("app");
        assertThat(sources.ofKey("k")).isEmpty();
        assertThat(sources.ofKey("")).isEmpty();
    }

    @Test
    void anEntryThatIsWrongIsNamedByItsPlaceAndNeverByItsKey() {
        assertThatThrownBy(() -> Sources.parse("k1=web,hush")).hasMessage("entry 2 must be key=source");
        assertThatThrownBy(() -> Sources.parse("hush=")).hasMessage("entry 1 must be key=source");
        assertThatThrownBy(() -> Sources.parse("hush=web,hush=app"))
                .hasMessage("entry 2 repeats the key of another entry");
        assertThatThrownBy(() -> Sources.parse("hush=we/b")).hasMessageStartingWith("entry 1: a source is named by");
    }

    @Test
    void aPageOfAnotherOriginMayNotSendAndWhatIsNoPageMay() {
        Source web = new Source(
                "web",
                List.of("k"),
                Set.of("https://www.example.com"),
                Set.of("Product Viewed"),
                Source.Unplanned.KEEP,
                null,
                List.of());

        assertThat(web.takesFrom("https://www.example.com")).isTrue();
        assertThat(web.takesFrom("https://evil.example")).isFalse();
        assertThat(web.takesFrom(null)).isTrue();
        assertThat(web.takes("Product Viewed")).isTrue();
        assertThat(web.takes("Order Completed")).isFalse();
    }

    @Test
    void aChangedSourceTakesThePlaceOfTheOld() {
        Sources sources = Sources.parse("k1=web,k2=app");

        Sources changed = sources.with(Source.open("web", List.of("k9"))).without("app");

        assertThat(changed.ofKey("k9")).map(Source::name).contains("web");
        assertThat(changed.ofKey("k1")).isEmpty();
        assertThat(changed.named("app")).isEmpty();
    }
}
