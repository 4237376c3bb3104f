package dev.clickstream.cli.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.recent.table.Consumption;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HotStoreCostTest {
    private static final BigDecimal PRICE = new BigDecimal("0.625");

    @Test
    void aMillionEventsCostTheirUnitsAtThePriceOfAMillionUnits() {
        HotStoreCost cost = new HotStoreCost(new Consumption(8_400, 12, 8_440, 8_420, 0, 0, 0), 20_000, PRICE);

        assertThat(cost.byName())
                .containsEntry("write_units", Optional.of(new BigDecimal("8440")))
                .containsEntry("writes_rejected", Optional.of(new BigDecimal("12")))
                .containsEntry("write_units_per_event", Optional.of(new BigDecimal("0.422")))
                .containsEntry("usd_per_million_events", Optional.of(new BigDecimal("0.264")));
    }

    @Test
    void beforeTheFirstEventThereIsNothingToDivideBy() {
        assertThat(new HotStoreCost(Consumption.NONE, 0, PRICE).byName())
                .containsEntry("write_units_per_event", Optional.empty())
                .containsEntry("usd_per_million_events", Optional.empty());
    }
}
