package dev.clickstream.source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The document of all sources.
 *
 * <pre>{@code
 * {"sources": [{"name": "web", "writeKeys": ["…"], "origins": ["https://www.example.com"], "events": ["Product Viewed"],
 *               "unplanned": "reject", "rate": {"eventsPerSecond": 200, "burst": 400},
 *               "serverKeys": [{"id": "2026-11", "secret": "…"}]}],
 *  "userTokens": {"keys": [{"kty": "oct", "kid": "…", "k": "…"}], "audience": "…"}}
 * }</pre>
 *
 * Only {@code name} and {@code writeKeys} must be there. A member that is not known is refused: a typing error must not open what
 * should be shut.
 */
public final class SourcesJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SourcesJson() {}

    /** @throws IllegalArgumentException saying where it is wrong, without showing any key */
    public static Sources read(String json) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(json);
        } catch (JacksonException e) {
            // Its message would show what the text holds.
            throw new IllegalArgumentException("it must be one JSON document, {\"sources\": […]}");
        }
        known(tree, "the document", Set.of("sources", "userTokens"));
        List<Source> sources = new ArrayList<>();
        for (JsonNode entry : list(tree, "sources", "the document")) {
            sources.add(source(entry, "sources[%d]".formatted(sources.size())));
        }
        return new Sources(sources, userTokens(tree.path("userTokens")));
    }

    private static Source source(JsonNode entry, String where) {
        known(entry, where, Set.of("name", "writeKeys", "origins", "events", "unplanned", "rate", "serverKeys"));
        try {
            return new Source(
                    text(entry, "name", where),
                    texts(list(entry, "writeKeys", where), where + ".writeKeys"),
                    new LinkedHashSet<>(texts(entry.path("origins"), where + ".origins")),
                    new LinkedHashSet<>(texts(entry.path("events"), where + ".events")),
                    unplanned(entry.path("unplanned"), where),
                    rate(entry.path("rate"), where + ".rate"),
                    each(
                            entry.path("serverKeys"),
                            where + ".serverKeys",
                            key -> serverKey(key, where + ".serverKeys")));
        } catch (Misplaced e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new Misplaced("%s: %s".formatted(where, e.getMessage()));
        }
    }

    private static Source.Unplanned unplanned(JsonNode node, String where) {
        return switch (node.asString("keep")) {
            case "keep" -> Source.Unplanned.KEEP;
            case "reject" -> Source.Unplanned.REJECT;
            default -> throw new Misplaced(where + ".unplanned must be keep or reject");
        };
    }

    private static Source.@Nullable Rate rate(JsonNode node, String where) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        known(node, where, Set.of("eventsPerSecond", "burst"));
        int perSecond = number(node, "eventsPerSecond", where);
        return new Source.Rate(
                perSecond, node.has("burst") ? number(node, "burst", where) : Math.multiplyExact(2, perSecond));
    }

    private static Source.ServerKey serverKey(JsonNode node, String where) {
        known(node, where, Set.of("id", "secret"));
        return new Source.ServerKey(text(node, "id", where), text(node, "secret", where));
    }

    private static Sources.@Nullable UserTokenKeys userTokens(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        known(node, "userTokens", Set.of("keys", "audience"));
        ObjectNode set = MAPPER.createObjectNode();
        set.set("keys", list(node, "keys", "userTokens"));
        return new Sources.UserTokenKeys(
                set.toString(), node.has("audience") ? text(node, "audience", "userTokens") : null);
    }

    /** One line a source would be unreadable: it is indented. */
    public static String write(Sources sources) {
        ObjectNode document = MAPPER.createObjectNode();
        ArrayNode list = document.putArray("sources");
        sources.all().forEach(source -> write(source, list.addObject()));
        Sources.UserTokenKeys tokens = sources.userTokens();
        if (tokens != null) {
            ObjectNode node = document.putObject("userTokens");
            node.set("keys", MAPPER.readTree(tokens.keys()).path("keys"));
            if (tokens.audience() != null) {
                node.put("audience", tokens.audience());
            }
        }
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    }

    private static void write(Source source, ObjectNode entry) {
        entry.put("name", source.name());
        source.writeKeys().forEach(entry.putArray("writeKeys")::add);
        if (!source.origins().isEmpty()) {
            source.origins().forEach(entry.putArray("origins")::add);
        }
        if (!source.events().isEmpty()) {
            source.events().forEach(entry.putArray("events")::add);
        }
        entry.put("unplanned", source.unplanned().name().toLowerCase(Locale.ROOT));
        Source.Rate rate = source.rate();
        if (rate != null) {
            entry.putObject("rate")
                    .put("eventsPerSecond", rate.eventsPerSecond())
                    .put("burst", rate.burst());
        }
        if (!source.serverKeys().isEmpty()) {
            ArrayNode keys = entry.putArray("serverKeys");
            source.serverKeys()
                    .forEach(key -> keys.addObject().put("id", key.id()).put("secret", key.secret()));
        }
    }

    private static void known(JsonNode node, String where, Set<String> members) {
        if (!node.isObject()) {
            throw new Misplaced(where + " must be a JSON object");
        }
        for (String name : node.propertyNames()) {
            if (!members.contains(name)) {
                throw new Misplaced("%s has a member '%s' that is not known".formatted(where, name));
            }
        }
    }

    private static JsonNode list(JsonNode node, String name, String where) {
        if (!node.path(name).isArray()) {
            throw new Misplaced("%s needs a list '%s'".formatted(where, name));
        }
        return node.path(name);
    }

    private static String text(JsonNode node, String name, String where) {
        if (!node.path(name).isString()) {
            throw new Misplaced("%s needs a text '%s'".formatted(where, name));
        }
        return node.path(name).stringValue();
    }

    private static int number(JsonNode node, String name, String where) {
        if (!node.path(name).isInt()) {
            throw new Misplaced("%s needs a whole number '%s'".formatted(where, name));
        }
        return node.path(name).intValue();
    }

    private static List<String> texts(JsonNode node, String where) {
        return each(node, where, entry -> {
            if (!entry.isString()) {
                throw new Misplaced(where + " must hold texts only");
            }
            return entry.stringValue();
        });
    }

    private static <T> List<T> each(JsonNode node, String where, Function<JsonNode, T> reading) {
        if (!node.isMissingNode() && !node.isArray()) {
            throw new Misplaced(where + " must be a list");
        }
        List<T> values = new ArrayList<>();
        node.forEach(entry -> values.add(reading.apply(entry)));
        return values;
    }

    /** Already says where. */
    private static final class Misplaced extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Misplaced(String message) {
            super(message);
        }
    }
}
