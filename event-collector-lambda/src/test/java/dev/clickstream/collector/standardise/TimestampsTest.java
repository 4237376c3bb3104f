package dev.clickstream.collector.standardise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class TimestampsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-23T10:23:43.447Z, 2026-11-23T10:23:43.447Z",
        "2026-11-23T10:24:42.580123+00:00, 2026-11-23T10:24:42.580Z",
        "2026-11-23T10:24:42.5+08:00, 2026-11-23T02:24:42.500Z",
        "2026-11-23T10:24:42+0530, 2026-11-23T04:54:42Z",
        "2026-11-23T10:24:42-03, 2026-11-23T13:24:42Z",
        "2026-11-23T10:24:42, 2026-11-23T10:24:42Z",
        "2026-11-23 10:24:42, 2026-11-23T10:24:42Z",
        "2026-11-23 10:24:42 +08:00, 2026-11-23T02:24:42Z",
        "2026-11-23T10:24Z, 2026-11-23T10:24:00Z",
        "2026-11-23t10:24:42z, 2026-11-23T10:24:42Z",
        "2026-11-23, 2026-11-23T00:00:00Z",
        "2026-11-23T10:23:43.447Z, 2026-11-23T10:23:43.447Z",
        "1795429423447, 2026-11-23T10:23:43.447Z",
        "' 2026-11-23T10:23:43.447Z ', 2026-11-23T10:23:43.447Z",
    })
    void readsWhatSdksSend(String text, Instant expected) {
        assertThat(Timestamps.read(JsonNodeFactory.instance.stringNode(text))).contains(expected);
    }

    @Test
    void readsMillisecondsAsANumber() {
        assertThat(Timestamps.read(JsonNodeFactory.instance.numberNode(1795429423447L)))
                .contains(Instant.parse("2026-11-23T10:23:43.447Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "",
                "2026-13-01",
                "2026-02-30",
                "23/11/2026",
                "10:24",
                "1969-12-31",
                "2026-02-29T10:23:43.447Z",
                "2026-11-23T23:59:60.000Z",
                "+10000-01-01"
            })
    void readsNothingElse(String text) {
        assertThat(Timestamps.read(JsonNodeFactory.instance.stringNode(text))).isEmpty();
    }

    @Test
    void readsNoOtherJson() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        for (JsonNode node : new JsonNode[] {
            json.booleanNode(true),
            json.objectNode(),
            json.numberNode(1.5),
            json.numberNode(Long.MAX_VALUE),
            json.numberNode(-1)
        }) {
            assertThat(Timestamps.read(node)).isEmpty();
        }
    }
}
