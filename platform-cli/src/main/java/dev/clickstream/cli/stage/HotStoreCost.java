package dev.clickstream.cli.stage;

import dev.clickstream.recent.table.Consumption;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What writing recent items takes, for each event.
 *
 * @param events all that were ever accepted
 * @param usdPerMillionWriteUnits the price of DynamoDB on demand
 */
public record HotStoreCost(Consumption consumption, long events, BigDecimal usdPerMillionWriteUnits) {
    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    /** As they are shown; empty what cannot be told before the first event. */
    public Map<String, Optional<BigDecimal>> byName() {
        Map<String, Optional<BigDecimal>> values = new LinkedHashMap<>();
        values.put("write_units", Optional.of(whole(consumption.writeUnits())));
        values.put("write_units_predicted", Optional.of(whole(consumption.predictedWriteUnits())));
        values.put("writes_rejected", Optional.of(BigDecimal.valueOf(consumption.rejectedWrites())));
        Optional<BigDecimal> perEvent =
                events == 0 ? Optional.empty() : Optional.of(BigDecimal.valueOf(consumption.writeUnits() / events));
        values.put("write_units_per_event", perEvent.map(units -> units.round(DIGITS)));
        // A million events take a million times the units, whose price is by the million.
        values.put(
                "usd_per_million_events",
                perEvent.map(units -> units.multiply(usdPerMillionWriteUnits).round(DIGITS)));
        return values;
    }

    private static BigDecimal whole(double units) {
        return BigDecimal.valueOf(Math.round(units));
    }
}
