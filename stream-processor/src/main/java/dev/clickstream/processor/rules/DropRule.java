package dev.clickstream.processor.rules;

import dev.clickstream.event.Event;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonPointer;

/**
 * Keeps matching events out of the hot store; they stay in the log and the warehouse.
 *
 * @param when JSON pointers into the envelope ({@code /event}, {@code /source}, {@code /context/…}, {@code /properties/…}) and
 *     the text each must have; all must hold
 */
public record DropRule(String id, Map<JsonPointer, String> when) {
    private static final JsonPointer EVENT = JsonPointer.compile("/event");
    private static final JsonPointer SOURCE = JsonPointer.compile("/source");

    public DropRule {
        if (when.isEmpty()) {
            throw new IllegalArgumentException("a drop rule needs at least one condition in \"when\"");
        }
        when = Map.copyOf(when);
    }

    /** @throws IllegalArgumentException if there is no condition, or one points elsewhere */
    static DropRule of(String id, Map<String, String> when) {
        Map<JsonPointer, String> compiled = new HashMap<>();
        when.forEach((pointer, text) -> {
            if (!pointer.matches("/event|/source|/context/.+|/properties/.+")) {
                throw new IllegalArgumentException(
                        "\"when\" must point to /event, /source, /context/… or /properties/…, was " + pointer);
            }
            compiled.put(JsonPointer.compile(pointer), text);
        });
        return new DropRule(id, compiled);
    }

    boolean matches(Event event) {
        return when.entrySet().stream()
                .allMatch(condition -> condition.getValue().equals(value(event, condition.getKey())));
    }

    private static String value(Event event, JsonPointer pointer) {
        if (pointer.equals(EVENT)) {
            return event.event();
        }
        if (pointer.equals(SOURCE)) {
            return event.source();
        }
        return (pointer.getMatchingProperty().equals("context") ? event.context() : event.properties())
                .at(pointer.tail())
                .asString("");
    }
}
