package dev.clickstream.cli.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WayToGoldTest {
    @Test
    void aPercentileIsTheTimeThatThatShareOfHeartbeatsDidNotExceed() {
        WayToGold way = new WayToGold(LongStream.rangeClosed(1, 100)
                .mapToObj(number -> List.of(101 - number, 2 * number, 7L, number))
                .toList());

        assertThat(way.heartbeats()).isEqualTo(100);
        assertThat(way.percentile(0.5))
                .containsEntry("post_to_collector", OptionalLong.of(50))
                .containsEntry("collector_to_landing", OptionalLong.of(100))
                .containsEntry("landing_to_gold", OptionalLong.of(7));
        assertThat(way.percentile(0.95)).containsEntry("post_to_gold", OptionalLong.of(95));
        assertThat(way.percentile(1)).containsEntry("post_to_gold", OptionalLong.of(100));
    }

    @Test
    void withoutHeartbeatsNothingIsKnown() {
        assertThat(new WayToGold(List.of()).percentile(0.5)).containsEntry("post_to_gold", OptionalLong.empty());
    }
}
