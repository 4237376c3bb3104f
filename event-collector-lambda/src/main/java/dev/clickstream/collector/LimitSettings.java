package dev.clickstream.collector;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;

import dev.clickstream.collector.capacity.RequestLimits;
import dev.clickstream.collector.capacity.RequestMemory;
import dev.clickstream.collector.decode.DecodeLimits;
import dev.clickstream.collector.decode.JsonLimits;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The settings that bound a single request, and what all of them take together. */
final class LimitSettings {
    private LimitSettings() {}

    static ConfigDef define(ConfigDef settings) {
        limit(settings, "MAX_BODY_BYTES", 1 << 20, between(1024, 16 << 20), "Largest body as posted.");
        limit(
                settings,
                "MAX_INFLATED_BYTES",
                4 << 20,
                between(1024, 64 << 20),
                "Largest body once inflated, if it came as gzip.");
        limit(
                settings,
                "MAX_INFLATE_RATIO",
                100,
                between(2, 1100),
                "A gzip body that grows more than so many times is refused.");
        limit(settings, "MAX_EVENTS", 2500, between(1, 100_000), "Most events in one body.");
        limit(
                settings,
                "MAX_EVENT_BYTES",
                32_768,
                between(256, 65_535),
                "Largest event; a larger one is rejected alone, as with the limits that follow.");
        limit(settings, "MAX_DEPTH", 20, between(4, 100), "Deepest nesting of an event.");
        limit(settings, "MAX_TOKENS", 50_000, between(100, 1_000_000), "Most values, names and brackets of an event.");
        limit(settings, "MAX_NAME_BYTES", 128, between(16, 1024), "Longest name of a member, in UTF-8.");
        limit(settings, "MAX_MEMBERS", 200, between(10, 10_000), "Most members of one object.");
        limit(settings, "MAX_TEXT_BYTES", 8192, between(64, 65_535), "Longest text, in UTF-8.");
        limit(settings, "MAX_NUMBER_DIGITS", 40, between(10, 1000), "Most digits of one number.");
        limit(
                settings,
                "MAX_REQUEST_LINE_BYTES",
                8192,
                between(1024, 65_536),
                "Longest method, path and query together; a longer one is answered with 414.");
        limit(settings, "MAX_HEADER_BYTES", 16_384, between(1024, 65_536), "All headers of a request.");
        limit(
                settings,
                "BODY_TIMEOUT_MS",
                10_000,
                between(100, 300_000),
                "Time for a body to come whole; then the request is answered with 408.");
        return settings.define(
                        "COLLECTOR_REQUEST_MEMORY_MB",
                        INT,
                        0,
                        between(0, 65_536),
                        LOW,
                        "Memory for all requests under way; those beyond wait, then are answered with 503. 0: a quarter of the heap.")
                .define(
                        "COLLECTOR_DUPLICATE_IDS",
                        INT,
                        250_000,
                        between(0, 50_000_000),
                        LOW,
                        "Message ids remembered to report duplicates, in each of two generations; an id takes 16 to 32 bytes. 0: only those within one request are reported.")
                .define(
                        "COLLECTOR_DUPLICATE_WINDOW_SECONDS",
                        INT,
                        600,
                        between(2, 86_400),
                        LOW,
                        "A message id is remembered so long at most, and half as long at least unless more came than are remembered.");
    }

    private static void limit(ConfigDef settings, String name, int preset, ConfigDef.Range range, String text) {
        settings.define("COLLECTOR_" + name, INT, preset, range, MEDIUM, text);
    }

    static DecodeLimits decodeLimits(AbstractConfig values) {
        return new DecodeLimits(
                values.getInt("COLLECTOR_MAX_BODY_BYTES"),
                values.getInt("COLLECTOR_MAX_INFLATED_BYTES"),
                values.getInt("COLLECTOR_MAX_INFLATE_RATIO"),
                values.getInt("COLLECTOR_MAX_EVENTS"),
                values.getInt("COLLECTOR_MAX_EVENT_BYTES"),
                new JsonLimits(
                        values.getInt("COLLECTOR_MAX_DEPTH"),
                        values.getInt("COLLECTOR_MAX_TOKENS"),
                        values.getInt("COLLECTOR_MAX_NAME_BYTES"),
                        values.getInt("COLLECTOR_MAX_MEMBERS"),
                        values.getInt("COLLECTOR_MAX_TEXT_BYTES"),
                        values.getInt("COLLECTOR_MAX_NUMBER_DIGITS")));
    }

    static RequestLimits requestLimits(AbstractConfig values) {
        int megabytes = values.getInt("COLLECTOR_REQUEST_MEMORY_MB");
        return new RequestLimits(
                values.getInt("COLLECTOR_MAX_REQUEST_LINE_BYTES"),
                values.getInt("COLLECTOR_MAX_HEADER_BYTES"),
                Duration.ofMillis(values.getInt("COLLECTOR_BODY_TIMEOUT_MS")),
                megabytes == 0 ? RequestMemory.quarterOfTheHeap() : (long) megabytes << 20);
    }

    static DuplicateWindow duplicates(AbstractConfig values) {
        return new DuplicateWindow(
                values.getInt("COLLECTOR_DUPLICATE_IDS"),
                Duration.ofSeconds(values.getInt("COLLECTOR_DUPLICATE_WINDOW_SECONDS")));
    }

    /** @param ids of one of two generations */
    record DuplicateWindow(int ids, Duration window) {}
}
