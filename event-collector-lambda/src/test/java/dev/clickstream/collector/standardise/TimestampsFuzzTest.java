package dev.clickstream.collector.standardise;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.clickstream.event.EventJson;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.StringNode;

/** In the normal build the kept inputs are run; {@code ./clickstream test --jazzer} looks for new ones. */
class TimestampsFuzzTest {
    @FuzzTest(maxExecutions = 1_000_000, maxDuration = "1h")
    void whateverIsReadCanBeWrittenAndReadAgain(FuzzedDataProvider data) {
        JsonNode value = data.consumeBoolean()
                ? LongNode.valueOf(data.consumeLong())
                : StringNode.valueOf(data.consumeRemainingAsString());

        Optional<Instant> read = Timestamps.read(value);

        read.ifPresent(time -> {
            assertThat(time).isBetween(Timestamps.EARLIEST, Timestamps.LATEST);
            assertThat(Timestamps.read(StringNode.valueOf(EventJson.time(time))))
                    .contains(time);
        });
    }
}
