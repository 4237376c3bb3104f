package dev.clickstream.processor.rules;

import dev.clickstream.event.Event;
import java.util.Map;
import tools.jackson.core.JsonPointer;

/**
 * Keeps matching events out of the hot store; they stay in the log and the warehouse.
 *
 * @param when JSON pointers into the envelope ({@code /event}, {@code /source}, {@code /context/…}, {@code /properties/…}) and
 *     the text each must have; all must hold
 */
public record DropRule(String id, Map<String, String> when) {
    public DropRule {
        if (when.isEmpty()) {
            throw new IllegalArgumentException("a drop rule needs at least one condition in \"when\"");
        }
        for (String pointer : when.keySet()) {
            if (!pointer.matches("/event|/source|/context/.+|/properties/.+")) {
                throw new IllegalArgumentException(
                        "\"when\" must point to /event, /source, /context/… or /properties/…, was " + pointer);
            }
        }
        when = Map.copyOf(when);
    }

    boolean matches(Event event) {
        return when.entrySet().stream()
                .allMatch(condition -> condition.getValue().equals(value(event, condition.getKey())));
    }

    private static String value(Event event, String pointer) {
        return switch (pointer) {
            case "/event" -> event.event();
            case "/source" -> event.source();
            default -> {
                JsonPointer path = JsonPointer.compile(pointer);
                yield (path.getMatchingProperty().equals("context") ? event.context() : event.properties())
                        .at(path.tail())
                        .asString("");
            }
        };
    }
}
