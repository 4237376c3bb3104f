package dev.clickstream.collector.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.settings.UnreachableException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefreshedSecretTest {
    private String secret = "{\"k1\": \"web\", \"k2\": \"app\"}";
    private boolean away;
    private long now;

    @Test
    void aKeyThatIsTakenOutIsRefusedAfterAMinute() {
        RefreshedSecret<WriteKeys> keys = keys();
        secret = "{\"k1\": \"web\"}";

        now += Duration.ofSeconds(40).toNanos();
        assertThat(keys.get().source("k2")).contains("app");
        now += Duration.ofSeconds(20).toNanos();

        assertThat(keys.get().source("k2")).isEmpty();
        assertThat(keys.get().source("k1")).contains("web");
    }

    @Test
    void theLastKeysStayWhileTheSecretCannotBeRead() {
        RefreshedSecret<WriteKeys> keys = keys();
        away = true;
        now += Duration.ofMinutes(5).toNanos();
        assertThat(keys.get().source("k2")).contains("app");

        away = false;
        secret = "{\"k3\": \"new\"}";
        now += Duration.ofMinutes(1).toNanos();

        assertThat(keys.get().source("k3")).contains("new");
    }

    @Test
    void aSecretThatCannotBeReadAtTheStartIsNamed() {
        away = true;

        assertThatThrownBy(this::keys)
                .isInstanceOf(UnreachableException.class)
                .hasMessage("the write keys in write-keys cannot be read: no such secret");
    }

    @Test
    void whatIsNoMapOfKeysIsRefusedWithoutShowingIt() {
        secret = "k1=web";

        assertThatThrownBy(this::keys)
                .hasMessage(
                        "the write keys in write-keys cannot be read: it must be a JSON object of write keys and their sources");

        secret = "{}";
        assertThatThrownBy(this::keys).hasMessageContaining("there must be at least one write key");
    }

    private RefreshedSecret<WriteKeys> keys() {
        return new RefreshedSecret<>("the write keys in write-keys", this::read, WriteKeys::ofJson, () -> now);
    }

    private String read() {
        if (away) {
            throw new IllegalStateException("no such secret");
        }
        return secret;
    }
}
