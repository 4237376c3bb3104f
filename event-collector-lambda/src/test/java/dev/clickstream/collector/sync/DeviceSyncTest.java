package dev.clickstream.collector.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.source.Sources.UserTokenKeys;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DeviceSyncTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final String ANN = Tokens.bearer("ann", NOW.plusSeconds(600));

    private final InMemorySyncedStates states = new InMemorySyncedStates();
    private final TokenKeys keys = TokenKeys.of(new UserTokenKeys(Tokens.KEYS, null));
    private final UserTokens tokens = new UserTokens(() -> keys, Clock.fixed(NOW, ZoneOffset.UTC));
    private final DeviceSync sync = new DeviceSync(states, tokens);

    @Test
    void aDeviceIsToldWhatIsNewerThanItKnows() {
        states.put("ann", 7, "{\"version\":7}");

        assertThat(sync.since(ANN, 0)).isEqualTo(new SyncAnswer.News(7, "{\"version\":7}"));
        assertThat(sync.since(ANN, 6)).isEqualTo(new SyncAnswer.News(7, "{\"version\":7}"));
        assertThat(sync.since(ANN, 7)).isEqualTo(new SyncAnswer.NoNews());
    }

    @Test
    void ofSomebodyWhoDidNothingThereIsNoNews() {
        assertThat(sync.since(ANN, 0)).isEqualTo(new SyncAnswer.NoNews());
    }

    @Test
    void nobodyIsToldAboutAnother() {
        states.put("ann", 7, "{}");

        assertThat(sync.since(Tokens.bearer("bob", NOW.plusSeconds(600)), 0)).isEqualTo(new SyncAnswer.NoNews());
        assertThat(sync.since(null, 0)).isInstanceOf(SyncAnswer.Refused.class);
    }

    @Test
    void aCacheThatIsAwayIsSaidToBeAway() {
        states.breakDown();

        assertThat(sync.since(ANN, 0)).isEqualTo(new SyncAnswer.Unavailable());
    }

    @Test
    void withoutCacheOrKeysItIsNotOffered() {
        assertThat(new DeviceSync(null, tokens).since(ANN, 0)).isEqualTo(new SyncAnswer.NotOffered());
        assertThat(new DeviceSync(states, new UserTokens(() -> null, Clock.systemUTC())).since(ANN, 0))
                .isEqualTo(new SyncAnswer.NotOffered());
    }
}
