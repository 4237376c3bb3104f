package dev.clickstream.collector.standardise;

import dev.clickstream.event.EventTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the times that SDKs send: ISO-8601 with any offset and precision, or milliseconds since 1970. */
final class Timestamps {
    static final Instant EARLIEST = Instant.EPOCH;
    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
    static final String FORMAT = "must be ISO-8601, e.g. 2026-11-23T10:23:43.447Z, or milliseconds since 1970";

    /** Without a time it is midnight, without an offset UTC. */
    private static final DateTimeFormatter LENIENT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][ ]")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[ ][XXX][XX][X]")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Timestamps() {}

    /** The time in whole milliseconds; empty if it cannot be read or lies outside the years 1970 to 9999. */
    static Optional<Instant> read(JsonNode value) {
        try {
            if (value.isIntegralNumber() && value.canConvertToLong()) {
                return bounded(Instant.ofEpochMilli(value.longValue()));
            }
            return value.isString() ? text(value.stringValue().strip()) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> text(String text) {
        // What nearly all SDKs write; the formatter takes longer for it than all else that is done to an event.
        Instant exact = EventTime.exact(text);
        if (exact != null) {
            return bounded(exact);
        }
        if (text.length() >= 12 && text.length() <= 15 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return bounded(Instant.ofEpochMilli(Long.parseLong(text)));
        }
        TemporalAccessor parsed = LENIENT.parse(text);
        LocalTime time =
                Optional.ofNullable(parsed.query(TemporalQueries.localTime())).orElse(LocalTime.MIDNIGHT);
        ZoneOffset offset = parsed.isSupported(ChronoField.OFFSET_SECONDS) ? ZoneOffset.from(parsed) : ZoneOffset.UTC;
        return bounded(LocalDate.from(parsed).atTime(time).toInstant(offset));
    }

    private static Optional<Instant> bounded(Instant instant) {
        Instant millis = instant.truncatedTo(ChronoUnit.MILLIS);
        return millis.isBefore(EARLIEST) || millis.isAfter(LATEST) ? Optional.empty() : Optional.of(millis);
    }
}
