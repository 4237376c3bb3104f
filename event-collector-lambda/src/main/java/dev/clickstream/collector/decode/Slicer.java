package dev.clickstream.collector.decode;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds where each message of a body begins and ends, without building it. So one bad message (a repeated key, too deep,
 * too long) costs only itself: each slice is parsed strictly on its own later, and its exact bytes can be kept.
 */
final class Slicer {
    /** Only bounds the work of skipping; what a message may be is decided on its slice. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxNumberLength(1000)
                    .build())
            .build();

    private final DecodeLimits limits;
    private final StrictJson json;

    Slicer(DecodeLimits limits) {
        this.limits = limits;
        this.json = new StrictJson(limits.json());
    }

    Decoding.Batch slice(byte[] text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            Decoding.Batch batch;
            if (first == JsonToken.START_ARRAY) {
                batch = Decoding.Batch.of(elements(parser, text));
            } else if (first == JsonToken.START_OBJECT) {
                batch = new Envelope(parser, text).read();
            } else {
                throw new RefusedBodyException(
                        Refusal.Code.INVALID_JSON, "the body must be a JSON object or array of events");
            }
            if (parser.nextToken() != null) {
                throw new RefusedBodyException(Refusal.Code.INVALID_JSON, "the body goes on after its JSON value");
            }
            return batch;
        } catch (StreamConstraintsException e) {
            throw new RefusedBodyException(Refusal.Code.INVALID_JSON, "the body's JSON is nested too deep or too long");
        } catch (JacksonException e) {
            throw new RefusedBodyException(
                    Refusal.Code.INVALID_JSON,
                    "the body is not JSON: error near byte " + e.getLocation().getByteOffset());
        }
    }

    private List<Slice> elements(JsonParser parser, byte[] text) {
        List<Slice> messages = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (messages.size() == limits.events()) {
                throw new RefusedBodyException(
                        Refusal.Code.TOO_MANY_EVENTS, "the body holds more than %d events".formatted(limits.events()));
            }
            messages.add(value(parser, text));
        }
        if (messages.isEmpty()) {
            throw new RefusedBodyException(Refusal.Code.EMPTY_BATCH, "the batch holds no event");
        }
        return messages;
    }

    /** The value at the parser's current token, which is skipped. */
    private static Slice value(JsonParser parser, byte[] text) {
        JsonToken first = requireNonNull(parser.currentToken());
        int from = offset(parser.currentTokenLocation().getByteOffset());
        if (first.isStructStart()) {
            parser.skipChildren();
        } else {
            parser.finishToken();
        }
        return new Slice(text, from, offset(parser.currentLocation().getByteOffset()), first);
    }

    private static int offset(long offset) {
        if (offset < 0) {
            throw new RefusedBodyException(Refusal.Code.INVALID_UTF8, "the body is not UTF-8");
        }
        return (int) offset;
    }

    /** The object at the root: one message, or what surrounds a batch. */
    private final class Envelope {
        private final JsonParser parser;
        private final byte[] text;
        private final Set<String> names = new HashSet<>();
        private @Nullable List<Slice> messages;
        private @Nullable Slice writeKey;
        private @Nullable Slice sentAt;
        private @Nullable Slice context;

        Envelope(JsonParser parser, byte[] text) {
            this.parser = parser;
            this.text = text;
        }

        Decoding.Batch read() {
            int from = offset(parser.currentTokenLocation().getByteOffset());
            boolean repeated = false;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                repeated |= !names.add(name);
                member(name);
            }
            Slice whole =
                    new Slice(text, from, offset(parser.currentLocation().getByteOffset()), JsonToken.START_OBJECT);
            List<Slice> batch = messages;
            if (batch == null) {
                return Decoding.Batch.of(List.of(whole));
            }
            if (repeated) {
                throw invalid("the batch repeats a key");
            }
            return new Decoding.Batch(batch, text(writeKey), node(sentAt), object(context), null);
        }

        private void member(String name) {
            if (name.equals("batch") && parser.currentToken() == JsonToken.START_ARRAY) {
                messages = elements(parser, text);
                return;
            }
            Slice value = value(parser, text);
            switch (name) {
                case "batch" -> throw invalid("\"batch\" must be an array of events");
                case "writeKey" -> writeKey = value;
                case "sentAt" -> sentAt = value;
                case "context" -> context = value;
                default -> {}
            }
        }

        private @Nullable JsonNode node(@Nullable Slice slice) {
            if (slice == null || slice.first() == JsonToken.VALUE_NULL) {
                return null;
            }
            if (slice.length() > limits.eventBytes()) {
                throw new RefusedBodyException(
                        Refusal.Code.BODY_TOO_LARGE,
                        "what the batch says for all its events holds more than %d bytes"
                                .formatted(limits.eventBytes()));
            }
            return switch (json.read(slice)) {
                case StrictJson.Reading.Node(JsonNode node) -> node;
                case StrictJson.Reading.Wrong wrong -> throw invalid("outside its events the batch: " + wrong.hint());
            };
        }

        private @Nullable String text(@Nullable Slice slice) {
            JsonNode node = node(slice);
            if (node == null || node.isString()) {
                return node == null ? null : node.stringValue();
            }
            throw invalid("\"writeKey\" must be text");
        }

        private @Nullable ObjectNode object(@Nullable Slice slice) {
            JsonNode node = node(slice);
            if (node == null || (node.isArray() && node.isEmpty())) {
                return null;
            }
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw invalid("the batch's \"context\" must be an object");
        }

        private static RefusedBodyException invalid(String message) {
            return new RefusedBodyException(Refusal.Code.INVALID_BATCH, message);
        }
    }
}
