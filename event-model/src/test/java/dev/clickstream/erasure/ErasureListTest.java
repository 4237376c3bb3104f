package dev.clickstream.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class ErasureListTest {
    private static final String SALT = "0123456789abcdef0123456789abcdef";
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private final ErasureList list =
            ErasureList.of(List.of(Erasure.of("ann", SALT, NOON, "r1"), Erasure.of("phone", SALT, NOON, "r1")));

    @Test
    void namesWhatHappenedBeforeTheInstantAndNothingAfter() {
        assertThat(list.names("ann", NOON.minusMillis(1))).isTrue();
        assertThat(list.names("ann", NOON)).isFalse();
        assertThat(list.names("bob", NOON.minusSeconds(1))).isFalse();
    }

    @Test
    void theHashIsTheOneThatRedshiftMakesOfSaltAndId() {
        // sha2('0123456789abcdef0123456789abcdef' || 'ann', 256)
        assertThat(Erasure.of("ann", SALT, NOON, "r1").hash())
                .isEqualTo("eee0ae25a9f7ba67e971bc223e4e2b176ad72dd644dea4488efa1658f5420957");
    }

    @Test
    void anEventIsOfThePersonItNamesElseOfItsDevice() {
        assertThat(list.names(event("ann", "elsewhere", NOON.minusSeconds(9), NOON.minusSeconds(9))))
                .isTrue();
        assertThat(list.names(event(null, "phone", NOON.minusSeconds(9), NOON.minusSeconds(9))))
                .isTrue();
        assertThat(list.names(event("bob", "phone", NOON.minusSeconds(9), NOON.minusSeconds(9))))
                .isFalse();
        assertThat(list.names(event("ann", "phone", NOON.plusSeconds(9), NOON.plusSeconds(9))))
                .isFalse();
    }

    @Test
    void anEventOfAClockThatRunsAheadIsErasedIfItWasReceivedBefore() {
        assertThat(list.names(event("ann", null, NOON.plusSeconds(5), NOON.minusSeconds(1))))
                .isTrue();
    }

    @Test
    void aLateEventOfBeforeTheInstantIsErased() {
        assertThat(list.names(event("ann", null, NOON.minusSeconds(5), NOON.plusSeconds(3600))))
                .isTrue();
    }

    @Test
    void ofSeveralEntriesOfOneIdTheLatestInstantCountsWhateverTheirOrder() {
        Erasure later = Erasure.of("ann", SALT, NOON.plusSeconds(60), "r2");

        assertThat(list.with(List.of(later)).erasedBefore("ann")).isEqualTo(NOON.plusSeconds(60));
        assertThat(ErasureList.of(List.of(later))
                        .with(List.of(Erasure.of("ann", SALT, NOON, "r1")))
                        .erasedBefore("ann"))
                .isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void entriesOfSeveralSaltsAreAllFound() {
        String other = "fedcba9876543210fedcba9876543210";
        ErasureList both = list.with(List.of(Erasure.of("cleo", other, NOON, "r2")));

        assertThat(both.names("ann", NOON.minusSeconds(1))).isTrue();
        assertThat(both.names("cleo", NOON.minusSeconds(1))).isTrue();
    }

    @Test
    void anEntryHoldsNoIdAndReadsAsItWasWritten() {
        Erasure entry = Erasure.of("ann", SALT, NOON, "r1");

        assertThat(new String(entry.toJson(), UTF_8)).doesNotContain("ann").contains("\"erasedBefore\"");
        assertThat(Erasure.read(entry.hash(), entry.toJson())).isEqualTo(entry);
        assertThatThrownBy(() -> Erasure.read("ann", entry.toJson())).hasMessageContaining("64 hexadecimal digits");
        assertThatThrownBy(() -> Erasure.read(entry.hash(), "[]".getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Event event(@Nullable String user, @Nullable String device, Instant occurredAt, Instant receivedAt) {
        return new Event(
                "m1",
                EventType.TRACK,
                "Product Viewed",
                null,
                user,
                device,
                null,
                occurredAt,
                null,
                null,
                receivedAt,
                "web",
                JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.objectNode(),
                Set.of());
    }
}
