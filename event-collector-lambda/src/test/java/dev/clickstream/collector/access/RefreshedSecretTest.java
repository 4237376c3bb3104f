package dev.clickstream.collector.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.settings.UnreachableException;
import dev.clickstream.source.Source;
import dev.clickstream.source.Sources;
import dev.clickstream.source.SourcesJson;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefreshedSecretTest {
    private String secret = document("k1", "k2");
    private boolean away;
    private long now;

    @Test
    void aKeyThatIsTakenOutIsRefusedAfterAMinute() {
        RefreshedSecret<Sources> keys = keys();
        secret = document("k1");

        now += Duration.ofSeconds(40).toNanos();
        assertThat(keys.get().ofKey("k2")).isPresent();
        now += Duration.ofSeconds(20).toNanos();

        assertThat(keys.get().ofKey("k2")).isEmpty();
        assertThat(keys.get().ofKey("k1")).isPresent();
    }

    @Test
    void theLastKeysStayWhileTheSecretCannotBeRead() {
        RefreshedSecret<Sources> keys = keys();
        away = true;
        now += Duration.ofMinutes(5).toNanos();
        assertThat(keys.get().ofKey("k2")).isPresent();

        away = false;
        secret = document("k3");
        now += Duration.ofMinutes(1).toNanos();

        assertThat(keys.get().ofKey("k3")).isPresent();
    }

    @Test
    void aSecretThatCannotBeReadAtTheStartIsNamed() {
        away = true;

        assertThatThrownBy(this::keys)
                .isInstanceOf(UnreachableException.class)
                .hasMessage("the sources in web-sources cannot be read: no such secret");
    }

    @Test
    void whatCannotBeReadIsRefusedWithoutShowingIt() {
        secret = "k1=hush";

        assertThatThrownBy(this::keys)
                .hasMessageStartingWith("the sources in web-sources cannot be read: it must be one JSON document")
                .hasMessageNotContaining("hush");
    }

    private static String document(String... keys) {
        return SourcesJson.write(new Sources(List.of(Source.open("web", List.of(keys))), null));
    }

    private RefreshedSecret<Sources> keys() {
        return new RefreshedSecret<>("the sources in web-sources", this::read, SourcesJson::read, () -> now);
    }

    private String read() {
        if (away) {
            throw new IllegalStateException("no such secret");
        }
        return secret;
    }
}
