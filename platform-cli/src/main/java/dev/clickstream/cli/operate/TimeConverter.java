package dev.clickstream.cli.operate;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment in UTC: {@code 2026-11-23T12:00:00Z}, or a day for its beginning. */
public final class TimeConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'%s' is no time in UTC; write 2026-11-23T12:00:00Z or 2026-11-23".formatted(text));
        }
    }
}
