package dev.clickstream.event;

import java.util.Map;

/**
 * A topic with everything needed to make it.
 *
 * @param settings Kafka's own topic settings, by their names
 */
public record Topic(String name, int partitions, Map<String, String> settings) {
    public Topic {
        if (!name.matches("clickstream\\.[a-z-]+\\.v[0-9]+")) {
            throw new IllegalArgumentException("a topic is named clickstream.<entity>.v<n>, was " + name);
        }
        settings = Map.copyOf(settings);
    }

    /** The entity in the topic's name, e.g. {@code events-view}. */
    public String entity() {
        return name.substring("clickstream.".length(), name.lastIndexOf('.'));
    }
}
