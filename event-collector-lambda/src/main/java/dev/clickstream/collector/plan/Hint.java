package dev.clickstream.collector.plan;

import com.networknt.schema.Error;
import dev.clickstream.plan.PlannedEvent;
import dev.clickstream.plan.PlannedProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Says in plain words what would be right. Only the schema is quoted, never a value that was sent. */
final class Hint {
    private Hint() {}

    static String of(Error error, PlannedEvent planned) {
        JsonNode wanted = error.getSchemaNode();
        String name = name(error);
        String hint = switch (error.getKeyword()) {
            case "required" -> name + " is required";
            case "type" -> "%s must be %s, was %s".formatted(name, types(wanted), found(error.getInstanceNode()));
            case "minimum" -> "%s must be at least %s".formatted(name, wanted);
            case "maximum" -> "%s must be at most %s".formatted(name, wanted);
            case "exclusiveMinimum" -> "%s must be more than %s".formatted(name, wanted);
            case "exclusiveMaximum" -> "%s must be less than %s".formatted(name, wanted);
            case "minLength" -> "%s must have at least %s characters".formatted(name, wanted);
            case "maxLength" -> "%s must have at most %s characters".formatted(name, wanted);
            case "minItems" -> "%s must have at least %s entries".formatted(name, wanted);
            case "maxItems" -> "%s must have at most %s entries".formatted(name, wanted);
            case "pattern" -> "%s must match %s".formatted(name, wanted.asString());
            case "format" -> "%s must be %s".formatted(name, format(wanted.asString()));
            case "enum" -> "%s must be one of %s".formatted(name, wanted);
            case "const" -> "%s must be %s".formatted(name, wanted);
            case "additionalProperties", "unevaluatedProperties" -> name + " is not in the tracking plan";
            default -> "%s does not keep to the rule \"%s\"".formatted(name, error.getKeyword());
        };
        return hint + meaning(error, planned);
    }

    /** The plan's own words about the property, where it is one of the plan. */
    private static String meaning(Error error, PlannedEvent planned) {
        String top = error.getInstanceLocation().getNameCount() == 0
                ? error.getProperty()
                : error.getInstanceLocation().getName(0);
        for (PlannedProperty property : planned.properties()) {
            if (property.name().equals(top)) {
                String unit = property.unit() == null ? "" : " (" + property.unit() + ")";
                return ". " + property.description() + unit;
            }
        }
        return "";
    }

    private static String name(Error error) {
        if (error.getProperty() != null) {
            return error.getProperty();
        }
        int depth = error.getInstanceLocation().getNameCount();
        return depth == 0 ? "it" : error.getInstanceLocation().getName(depth - 1);
    }

    private static String types(JsonNode wanted) {
        List<String> words = new ArrayList<>();
        if (wanted.isArray()) {
            wanted.forEach(type -> words.add(type(type.asString())));
        } else {
            words.add(type(wanted.asString()));
        }
        return String.join(" or ", words);
    }

    private static String type(String type) {
        return switch (type) {
            case "string" -> "text";
            case "number" -> "a number";
            case "integer" -> "a whole number";
            case "boolean" -> "true or false";
            case "array" -> "an array";
            case "object" -> "an object";
            default -> type;
        };
    }

    private static String found(JsonNode node) {
        return type(node.getNodeType().name().toLowerCase(Locale.ROOT));
    }

    private static String format(String format) {
        return switch (format) {
            case "date" -> "a date, e.g. 2026-11-23";
            case "date-time" -> "a time with offset, e.g. 2026-11-23T10:23:43Z";
            case "email" -> "an e-mail address";
            case "uri" -> "an absolute URI";
            default -> "a " + format;
        };
    }
}
