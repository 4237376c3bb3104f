package dev.clickstream.collector.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI description, as something that answers can be held against. */
final class Description {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final JsonNode ROOT = load();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Description() {}

    /** Each as {@code POST /v1/{call}}. */
    static Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        ROOT.path("paths")
                .forEachEntry((path, methods) -> methods.propertyNames()
                        .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        return operations;
    }

    static Set<String> words(String schema, String property) {
        Set<String> words = new TreeSet<>();
        ROOT.at("/components/schemas/%s/properties/%s/enum".formatted(schema, property))
                .forEach(word -> words.add(word.asString()));
        return words;
    }

    static Set<String> calls(String parameter) {
        Set<String> calls = new TreeSet<>();
        ROOT.at("/components/parameters/%s/schema/enum".formatted(parameter))
                .forEach(call -> calls.add(call.asString()));
        return calls;
    }

    /** Fails unless the description has this answer: its status, its content type, its body. */
    static void requireDescribed(HttpResponse<String> response) {
        String method = response.request().method();
        String what = method + " " + response.request().uri() + " " + response.statusCode();
        if (method.equals("OPTIONS")) {
            return;
        }
        JsonNode operation = operation(method, response.request().uri().getPath());
        if (operation.isMissingNode()) {
            assertThat(response.statusCode()).as(what).isIn(404, 405);
            requireValid(schema("#/components/schemas/Failure"), response.body(), what);
            return;
        }
        JsonNode answer = resolved(operation.path("responses").path(Integer.toString(response.statusCode())));
        assertThat(answer.isMissingNode()).as("described: " + what).isFalse();
        if (!answer.has("content")) {
            assertThat(response.body()).as(what).isEmpty();
            return;
        }
        String type =
                response.headers().firstValue("content-type").orElse("none").split(";")[0];
        JsonNode content = answer.path("content").path(type);
        assertThat(content.isMissingNode())
                .as("described: " + what + " as " + type)
                .isFalse();
        if (type.equals("application/json")) {
            requireValid(schema(content.path("schema").path("$ref").asString()), response.body(), what);
        }
    }

    private static void requireValid(Schema schema, String body, String what) {
        assertThat(schema.validate(MAPPER.readTree(body))).as(what).isEmpty();
    }

    private static Schema schema(String reference) {
        ObjectNode schema = MAPPER.createObjectNode();
        schema.put("$ref", reference);
        schema.set("components", ROOT.path("components"));
        return SCHEMAS.getSchema(schema);
    }

    private static JsonNode operation(String method, String path) {
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        for (Map.Entry<String, JsonNode> described : ROOT.path("paths").properties()) {
            boolean here = bare.matches(described.getKey().replaceAll("\\{\\w+}", "[^/]+"));
            JsonNode operation = described.getValue().path(method.toLowerCase(Locale.ROOT));
            if (here && !operation.isMissingNode()) {
                return operation;
            }
        }
        return MAPPER.missingNode();
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? ROOT.at(node.path("$ref").asString().substring(1)) : node;
    }

    private static JsonNode load() {
        try (InputStream yaml = Description.class.getResourceAsStream("/openapi.yaml")) {
            Object document = new Load(LoadSettings.builder().build()).loadFromInputStream(yaml);
            return MAPPER.valueToTree(new LinkedHashMap<>((Map<?, ?>) document));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
