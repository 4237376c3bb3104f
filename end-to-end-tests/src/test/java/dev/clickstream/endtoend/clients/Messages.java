package dev.clickstream.endtoend.clients;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.event.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a client is given to send, each told by its number, and whether that is what was stored. */
final class Messages {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final int MANY = 40;

    private final List<Map<String, Object>> messages = new ArrayList<>();

    private Messages() {}

    /** Values of every kind; one message is of more than 20 KB. */
    static Messages ofEveryKind(String run) {
        Messages messages = new Messages();
        for (int i = 0; i < MANY; i++) {
            Map<String, Object> properties = messages.add(run, i);
            properties.put("nested", Map.of("list", List.of(1, "two", true, Map.of("deep", "é"))));
            if (i == 7) {
                properties.put("long", List.of("x".repeat(7000), "ü".repeat(1000), "y".repeat(7000), "z".repeat(6000)));
            }
        }
        return messages;
    }

    /** Without objects in objects: that is all that some SDKs take. */
    static Messages ofScalars(String run) {
        Messages messages = new Messages();
        for (int i = 0; i < MANY; i++) {
            messages.add(run, i);
        }
        return messages;
    }

    private Map<String, Object> add(String run, int number) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("run", run);
        properties.put("number", number);
        properties.put("text", "Grüße \uD83C\uDF3F line\u2028next \"quoted\" <b>&amp; 100%");
        properties.put("price", "1234567.10");
        properties.put("ratio", number + 0.125);
        properties.put("large", 9_007_199_254_740_991L);
        properties.put("flag", number % 2 == 0);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("event", "Lamp_Rubbed");
        message.put("userId", "user-" + run);
        message.put("anonymousId", "device-" + run);
        message.put("properties", properties);
        messages.add(message);
        return properties;
    }

    List<Map<String, Object>> list() {
        return List.copyOf(messages);
    }

    int count() {
        return messages.size();
    }

    /** An SDK may add members of its own, whose names begin so. */
    private static JsonNode withoutTheSdksOwn(Event event) {
        ObjectNode properties = (ObjectNode) MAPPER.readTree(event.properties().toString());
        properties.remove(properties.propertyNames().stream()
                .filter(name -> name.startsWith("_"))
                .toList());
        return properties;
    }

    static boolean isOf(String run, Event event) {
        return event.properties().path("run").stringValue("").equals(run);
    }

    /** Fails unless these are the messages: each once after its copies are taken away by message id, and unchanged. */
    void requireExactly(List<Event> stored) {
        Map<String, Event> byId = stored.stream()
                .collect(toMap(Event::messageId, Function.identity(), (first, copy) -> {
                    assertThat(copy.properties()).isEqualTo(first.properties());
                    return first;
                }));
        Map<Integer, Event> byNumber = byId.values().stream()
                .collect(toMap(event -> event.properties().path("number").intValue(), Function.identity()));
        assertThat(byNumber).hasSize(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            Map<String, Object> sent = messages.get(i);
            Event event = byNumber.get(i);
            JsonNode properties = MAPPER.readTree(MAPPER.writeValueAsString(sent.get("properties")));
            assertThat(withoutTheSdksOwn(event)).isEqualTo(properties);
            assertThat(event.event()).isEqualTo(sent.get("event"));
            assertThat(event.userId()).isEqualTo(sent.get("userId"));
            assertThat(event.source()).isEqualTo(CollectorWithBroker.SOURCE);
        }
    }
}
