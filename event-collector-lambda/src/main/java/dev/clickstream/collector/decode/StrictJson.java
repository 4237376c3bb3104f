package dev.clickstream.collector.decode;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/** The one parser that decides what a message says: no repeated key, bounded depth and lengths, exact numbers. Safe for any number of threads. */
public final class StrictJson {
    private final JsonLimits limits;
    private final JsonMapper mapper;

    public StrictJson(JsonLimits limits) {
        this.limits = requireNonNull(limits);
        // A number keeps the digits it was sent with: money must not pass through a double.
        this.mapper = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(limits.depth())
                                .maxTokenCount(limits.tokens())
                                .maxNameLength(limits.nameBytes())
                                .maxStringLength(limits.textBytes())
                                .maxNumberLength(limits.numberDigits())
                                .build())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    /** What became of a slice. */
    public sealed interface Reading {
        record Node(JsonNode node) implements Reading {}

        /** @param rule the limit or rule that was broken */
        record Wrong(String rule, String hint) implements Reading {}
    }

    public Reading read(Slice slice) {
        try {
            JsonNode node = mapper.readTree(slice.body(), slice.from(), slice.length());
            return isWithin(node) ? new Reading.Node(node) : beyond();
        } catch (StreamConstraintsException e) {
            return beyond();
        } catch (MismatchedInputException e) {
            return new Reading.Wrong("uniqueKeys", "holds the same key twice in one object");
        } catch (JacksonException e) {
            return new Reading.Wrong("json", "holds a value that cannot be read");
        }
    }

    /** What the parser does not bound, or bounds in characters where stores count bytes. */
    private boolean isWithin(JsonNode node) {
        if (node.isString()) {
            return fits(node.stringValue(), limits.textBytes());
        }
        if (node.isArray()) {
            for (JsonNode element : node) {
                if (!isWithin(element)) {
                    return false;
                }
            }
        } else if (node.isObject()) {
            if (node.size() > limits.members()) {
                return false;
            }
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                if (!fits(member.getKey(), limits.nameBytes()) || !isWithin(member.getValue())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean fits(String text, int bytes) {
        return text.length() * 3L <= bytes || text.getBytes(StandardCharsets.UTF_8).length <= bytes;
    }

    private Reading beyond() {
        return new Reading.Wrong(
                "limits",
                "nested deeper than %d, or with more than %d tokens, an object of over %d members, a name of over %d or a text of over %d bytes, or a number of over %d digits"
                        .formatted(
                                limits.depth(),
                                limits.tokens(),
                                limits.members(),
                                limits.nameBytes(),
                                limits.textBytes(),
                                limits.numberDigits()));
    }
}
