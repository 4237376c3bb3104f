package dev.clickstream.plan;

import org.jspecify.annotations.Nullable;

/**
 * One property of a planned event.
 *
 * @param type JSON Schema's type; {@code money} where a number or a decimal text may stand
 * @param unit e.g. {@code ISO 4217} or {@code seconds}; null where there is none
 */
public record PlannedProperty(
        String name,
        String type,
        String description,
        Sensitivity sensitivity,
        Treatment treatment,
        @Nullable String unit,
        boolean required) {
    public PlannedProperty {
        if (sensitivity == Sensitivity.PII_DIRECT && treatment == Treatment.NONE) {
            throw new IllegalArgumentException(
                    "property %s is pii_direct and needs a treatment other than none".formatted(name));
        }
    }
}
