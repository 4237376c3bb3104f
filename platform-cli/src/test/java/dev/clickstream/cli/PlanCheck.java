package dev.clickstream.cli;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.clickstream.cli.send.Message;
import dev.clickstream.plan.PlannedEvent;
import dev.clickstream.plan.TrackingPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Judges messages by the tracking plan, so that what the CLI sends is known to be accepted. */
public final class PlanCheck {
    private final TrackingPlan plan = TrackingPlan.load();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<String, Schema> schemas = new HashMap<>();

    /** What is wrong with the message; empty when the collector will take it. */
    public List<String> violations(Message message) {
        JsonNode json = message.json();
        if (!json.has("userId") && !json.has("anonymousId")) {
            return List.of("nobody did it");
        }
        Optional<PlannedEvent> planned = plan.find(eventOf(json));
        if (planned.isEmpty()) {
            return List.of();
        }
        JsonNode body = json.has("traits") ? json.get("traits") : json.path("properties");
        JsonNode properties = body.isObject() ? body : JsonMapper.shared().createObjectNode();
        Schema schema = schemas.computeIfAbsent(
                planned.get().event(), name -> registry.getSchema(planned.get().jsonSchema()));
        return schema.validate(properties).stream()
                .map(error -> eventOf(json) + " " + error)
                .toList();
    }

    public boolean isPlanned(Message message) {
        return plan.find(eventOf(message.json())).isPresent();
    }

    public static String eventOf(JsonNode json) {
        String type = json.path("type").asString("");
        return type.equals("track")
                ? json.path("event").asString("")
                : type.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + type.substring(1);
    }
}
