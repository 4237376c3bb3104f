package dev.clickstream.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Events per second: {@code 500} or {@code 500/s}. */
final class RateConverter implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        String number = text.strip().replaceFirst("/s$", "");
        if (!number.matches("\\d{1,9}(\\.\\d{1,6})?")) {
            throw new TypeConversionException("found '" + text + "', wanted events per second such as 500 or 500/s");
        }
        return Double.valueOf(number);
    }
}
