package dev.clickstream.collector.decode;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/** The one parser that decides what a message says: no repeated key, bounded depth and lengths, exact numbers. */
public final class StrictJson {
    private static final int DEPTH = 20;
    private static final int TOKENS = 50_000;
    private static final int NAME_LENGTH = 256;
    private static final int NUMBER_LENGTH = 40;

    /** A number keeps the digits it was sent with: money must not pass through a double. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxTokenCount(TOKENS)
                            .maxNameLength(NAME_LENGTH)
                            .maxNumberLength(NUMBER_LENGTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** What became of a slice. */
    public sealed interface Reading {
        record Node(JsonNode node) implements Reading {}

        /** @param rule the limit or rule that was broken */
        record Wrong(String rule, String hint) implements Reading {}
    }

    private StrictJson() {}

    public static Reading read(Slice slice) {
        try {
            return new Reading.Node(MAPPER.readTree(slice.body(), slice.from(), slice.length()));
        } catch (StreamConstraintsException e) {
            return new Reading.Wrong(
                    "limits",
                    "nested deeper than %d, or with more than %d tokens, a name of over %d or a number of over %d characters"
                            .formatted(DEPTH, TOKENS, NAME_LENGTH, NUMBER_LENGTH));
        } catch (MismatchedInputException e) {
            return new Reading.Wrong("uniqueKeys", "holds the same key twice in one object");
        } catch (JacksonException e) {
            return new Reading.Wrong("json", "holds a value that cannot be read");
        }
    }
}
