package dev.clickstream.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** A synthesised template, to be asked about. Read as JSON: asking CDK's own matchers would cross into Node each time. */
public record Template(Path file, JsonNode json) {
    public Set<String> logicalIds() {
        return new TreeSet<>(json.path("Resources").propertyNames());
    }

    public int resourceCount() {
        return json.path("Resources").size();
    }

    public Set<String> parameters() {
        Set<String> names = new TreeSet<>(json.path("Parameters").propertyNames());
        names.remove("BootstrapVersion");
        return names;
    }

    public Set<String> outputs() {
        Set<String> names = new TreeSet<>(json.path("Outputs").propertyNames());
        names.removeIf(name -> name.startsWith("ExportsOutput"));
        return names;
    }

    /** All resources of a type, by logical id, whole. */
    public Map<String, JsonNode> resources(String type) {
        Map<String, JsonNode> found = new TreeMap<>();
        json.path("Resources").properties().forEach(resource -> {
            if (resource.getValue().path("Type").asString().equals(type)) {
                found.put(resource.getKey(), resource.getValue());
            }
        });
        return found;
    }

    /** The properties of every resource of a type. */
    public List<JsonNode> all(String type) {
        return resources(type).values().stream()
                .map(resource -> resource.path("Properties"))
                .toList();
    }

    /** The properties of the one resource of a type. */
    public JsonNode only(String type) {
        List<JsonNode> found = all(type);
        assertThat(found).as("resources of type " + type).hasSize(1);
        return found.getFirst();
    }

    /** The properties of the one function with that handler, without its package. */
    public JsonNode function(String handler) {
        List<JsonNode> found = all("AWS::Lambda::Function").stream()
                .filter(function -> function.path("Handler").asString().endsWith("." + handler))
                .toList();
        assertThat(found).as("functions handled by " + handler).hasSize(1);
        return found.getFirst();
    }

    /** The statements of the customer-managed policy whose logical id begins so. */
    public List<JsonNode> statements(String policy) {
        List<JsonNode> statements = new ArrayList<>();
        resources("AWS::IAM::ManagedPolicy").forEach((id, resource) -> {
            if (id.startsWith(policy)) {
                resource.path("Properties")
                        .path("PolicyDocument")
                        .path("Statement")
                        .forEach(statements::add);
            }
        });
        assertThat(statements).as("statements of " + policy).isNotEmpty();
        return statements;
    }

    /** The statement of that name in that policy. */
    public JsonNode statement(String policy, String sid) {
        return statements(policy).stream()
                .filter(statement -> statement.path("Sid").asString().equals(sid))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no statement %s in %s".formatted(sid, policy)));
    }

    /** A list or a single text as a list of texts. */
    public static List<String> texts(JsonNode node) {
        if (!node.isArray()) {
            return List.of(node.isString() ? node.asString() : node.toString());
        }
        List<String> texts = new ArrayList<>();
        node.forEach(each -> texts.add(each.isString() ? each.asString() : each.toString()));
        return texts;
    }
}
