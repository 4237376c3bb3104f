package dev.clickstream.plan;

import dev.clickstream.event.Domain;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * One event of the tracking plan.
 *
 * @param event its name, e.g. {@code Product Viewed}
 * @param schema file name and version, e.g. {@code product-viewed/1-0-0}
 * @param owner the team that answers for it
 * @param jsonSchema JSON Schema 2020-12 of the event's {@code properties}
 */
public record PlannedEvent(
        String event,
        String schema,
        Domain domain,
        String owner,
        String description,
        List<ActivityRule> activities,
        List<PlannedProperty> properties,
        ObjectNode jsonSchema) {
    public PlannedEvent {
        activities = List.copyOf(activities);
        properties = List.copyOf(properties);
    }
}
