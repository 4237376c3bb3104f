package dev.clickstream.processor.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.recent.Point;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class KeptPointTest {
    @Property(tries = 500)
    void whatIsStoredIsReadUnchanged(@ForAll("points") Point point) {
        KeptPoint read = KeptPoint.read("", KeptPoint.of("", point).stored());

        assertThat(read.point()).isEqualTo(point);
        assertThat(read.itemId()).isEqualTo(point.itemId());
        assertThat(read.occurredAt()).isEqualTo(point.occurredAt().toEpochMilli());
        assertThat(read.isRemoved()).isEqualTo(point.removed());
    }

    @Property(tries = 200)
    void whatIsCutShortIsNoPoint(@ForAll("points") Point point) {
        byte[] stored = KeptPoint.of("", point).stored();

        for (int length = 0; length < Math.min(stored.length, 12); length++) {
            byte[] cut = Arrays.copyOf(stored, length);
            assertThatThrownBy(() -> KeptPoint.read("", cut)).isInstanceOf(SerializationException.class);
        }
    }

    @Property(tries = 500)
    void itsOrderIsThatOfPoints(@ForAll("few") Point one, @ForAll("few") Point other) {
        assertThat(Integer.signum(KeptPoint.NEWEST_FIRST.compare(KeptPoint.of("", one), KeptPoint.of("", other))))
                .isEqualTo(Integer.signum(Point.NEWEST_FIRST.compare(one, other)));
    }

    @Test
    void readsWhatAnEarlierVersionWroteAsJson() {
        byte[] json =
                ("{\"itemId\":\"p1\",\"device\":\"d\",\"occurredAt\":1764000000000,\"messageId\":\"m\",\"removed\":true,"
                                + "\"attributes\":{\"price\":\"1.50\"}}")
                        .getBytes(StandardCharsets.UTF_8);

        assertThat(KeptPoint.read("", json).point())
                .isEqualTo(new Point(
                        "p1", "d", Instant.ofEpochMilli(1_764_000_000_000L), "m", true, Map.of("price", "1.50")));
    }

    @Test
    void refusesALaterVersion() {
        assertThatThrownBy(() -> KeptPoint.read("", new byte[] {2, 0}))
                .isInstanceOf(SerializationException.class)
                .hasMessage("not a point: its version is 2, this program reads 1");
    }

    @Provide
    Arbitrary<Point> points() {
        return Points.any();
    }

    @Provide
    Arbitrary<Point> few() {
        return Points.few();
    }
}
