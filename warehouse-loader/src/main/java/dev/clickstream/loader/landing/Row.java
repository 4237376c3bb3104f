package dev.clickstream.loader.landing;

import org.jspecify.annotations.Nullable;

/**
 * @param values one for each of the table's columns: UTF-8 bytes for texts, Long for timestamps and bigint, Integer
 */
public record Row(LandingTable table, @Nullable Object[] values) {
    public Row {
        if (values.length != table.columns().size()) {
            throw new IllegalArgumentException("a row of %s has %d values, found %d"
                    .formatted(table.word(), table.columns().size(), values.length));
        }
    }
}
