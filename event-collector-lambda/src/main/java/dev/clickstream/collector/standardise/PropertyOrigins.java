package dev.clickstream.collector.standardise;

import java.util.Set;

/**
 * Where an event's properties stood in the message as posted.
 *
 * @param member the object they stood in: {@code properties} or {@code traits}
 * @param besideIt names of those that stood at the message's top level
 */
public record PropertyOrigins(String member, Set<String> besideIt) {
    public PropertyOrigins {
        besideIt = Set.copyOf(besideIt);
    }

    /**
     * @param pointer into the event's properties, e.g. {@code /price}; empty for all of them
     * @return pointer into the message, e.g. {@code /properties/price}
     */
    public String inMessage(String pointer) {
        if (!pointer.isEmpty() && besideIt.contains(pointer.substring(1).split("/", 2)[0])) {
            return pointer;
        }
        return "/" + member + pointer;
    }
}
