package dev.clickstream.collector.pixel;

import dev.clickstream.collector.decode.BodyDecoder;
import dev.clickstream.collector.decode.Decoding;
import dev.clickstream.collector.decode.Protocol;
import dev.clickstream.collector.decode.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * One event in the query of a GET. Either whole, as Segment's pixel has it: {@code data}, the base64 of its JSON (both
 * alphabets, with and without padding). Or member by member: {@code event=…&userId=…&properties.product_id=…}, where a
 * dot leads into an object and every value is text.
 *
 * @param parameters of the query, each with its values
 */
public record PixelQuery(Map<String, List<String>> parameters) implements Protocol {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DATA = "data";

    /** Deeper than any event may be: one beyond is rejected as an event, not built here. */
    private static final int DEEPEST = 20;

    public PixelQuery {
        parameters = Map.copyOf(parameters);
    }

    /** Nobody reads a pixel's answer: what is no event at all is kept as a message too, and gets its verdict. */
    @Override
    public Decoding decode(byte[] posted, BodyDecoder decoder) {
        byte[] message = message();
        Decoding decoding = decoder.decode(message);
        return decoding instanceof Decoding.Refused(Refusal refusal)
                        && refusal.code().status() == 400
                ? Decoding.Batch.ofText(message)
                : decoding;
    }

    private byte[] message() {
        List<String> data = parameters.getOrDefault(DATA, List.of());
        return data.isEmpty() ? JSON.writeValueAsBytes(members()) : decoded(data.getFirst());
    }

    private static byte[] decoded(String base64) {
        try {
            // In a query a plus sign stands for a blank.
            String standard = base64.strip().replace(' ', '+').replace('-', '+').replace('_', '/');
            return Base64.getDecoder().decode(standard);
        } catch (IllegalArgumentException e) {
            return base64.getBytes(StandardCharsets.UTF_8);
        }
    }

    private ObjectNode members() {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        parameters.forEach((name, values) -> {
            String[] path = name.split("\\.", DEEPEST);
            ObjectNode object = message;
            for (int i = 0; i < path.length - 1; i++) {
                object = object.path(path[i]) instanceof ObjectNode inner ? inner : object.putObject(path[i]);
            }
            object.set(path[path.length - 1], StringNode.valueOf(values.isEmpty() ? "" : values.getFirst()));
        });
        return message;
    }
}
