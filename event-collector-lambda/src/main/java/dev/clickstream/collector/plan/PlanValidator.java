package dev.clickstream.collector.plan;

import static java.util.Objects.requireNonNull;

import com.networknt.schema.Error;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.path.PathType;
import dev.clickstream.collector.standardise.PropertyOrigins;
import dev.clickstream.collector.verdict.RejectionCode;
import dev.clickstream.collector.verdict.Violation;
import dev.clickstream.plan.PlannedEvent;
import dev.clickstream.plan.TrackingPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds an event's properties against its JSON Schema. Compiled once; safe for any number of threads. */
public final class PlanValidator {
    /** More than these help nobody, and a bad array of 200 products would give as many. */
    private static final int MOST_VIOLATIONS = 20;

    private final Map<String, Schema> schemas = new HashMap<>();

    public PlanValidator(TrackingPlan plan) {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .pathType(PathType.JSON_POINTER)
                .build();
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config));
        for (PlannedEvent event : plan.events()) {
            Schema schema = registry.getSchema(event.jsonSchema());
            schema.initializeValidators();
            schemas.put(event.schema(), schema);
        }
    }

    /** What is wrong with the properties; empty if nothing is. */
    public List<Violation> violations(PlannedEvent planned, ObjectNode properties, PropertyOrigins origins) {
        Schema schema = requireNonNull(schemas.get(planned.schema()), planned.schema());
        if (schema.validate(properties, OutputFormat.BOOLEAN)) {
            return List.of();
        }
        return schema.validate(withoutNulls(properties)).stream()
                .limit(MOST_VIOLATIONS)
                .map(error -> new Violation(
                        RejectionCode.SCHEMA_VIOLATION,
                        origins.inMessage(pointer(error)),
                        error.getKeyword(),
                        Hint.of(error, planned)))
                .toList();
    }

    /** SDKs send null for what their caller left empty: to the schema that is absent, though the event keeps it. */
    private static ObjectNode withoutNulls(ObjectNode properties) {
        ObjectNode present = properties.deepCopy();
        present.removeIf(JsonNode::isNull);
        return present;
    }

    /** Where it is; for something missing, where it should be. */
    private static String pointer(Error error) {
        NodePath place = error.getInstanceLocation();
        String property = error.getProperty();
        return property == null ? place.toString() : place.append(property).toString();
    }
}
