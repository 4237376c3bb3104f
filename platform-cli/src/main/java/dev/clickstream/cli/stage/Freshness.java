package dev.clickstream.cli.stage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How old the newest event at each stage is, by when the collector received it.
 *
 * @param loaderLag records in the main topics that are not loaded yet
 */
public record Freshness(
        OptionalLong landedSeconds, OptionalLong silverSeconds, OptionalLong goldSeconds, long loaderLag) {
    public Map<String, OptionalLong> byName() {
        Map<String, OptionalLong> ages = new LinkedHashMap<>();
        ages.put("landed_age_seconds", landedSeconds);
        ages.put("silver_age_seconds", silverSeconds);
        ages.put("gold_age_seconds", goldSeconds);
        ages.put("loader_lag_records", OptionalLong.of(loaderLag));
        return ages;
    }
}
