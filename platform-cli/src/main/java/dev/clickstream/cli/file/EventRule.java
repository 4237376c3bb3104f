package dev.clickstream.cli.file;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which rows become which event.
 *
 * @param when column -> the values it may have; a value ending in {@code *} is a beginning
 * @param has columns that must have a value
 * @param type the kind of call: track, page, identify ...
 * @param event the event's name for track calls: a constant or a column
 */
record EventRule(
        Map<String, List<String>> when,
        List<String> has,
        String type,
        @Nullable Field event,
        Field.Nested properties) {

    boolean fits(Row row) {
        return has.stream().allMatch(column -> row.text(column) != null)
                && when.entrySet().stream().allMatch(condition -> matches(row.text(condition.getKey()), condition));
    }

    private static boolean matches(@Nullable String text, Map.Entry<String, List<String>> condition) {
        return text != null
                && condition.getValue().stream()
                        .anyMatch(value -> value.endsWith("*")
                                ? text.startsWith(value.substring(0, value.length() - 1))
                                : text.equals(value));
    }
}
