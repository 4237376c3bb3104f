package dev.clickstream.endtoend.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.segment.analytics.Analytics;
import com.segment.analytics.messages.TrackMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Segment's Java library as it is: its write key stands in the body only, its context once for a batch. */
class SegmentJavaIT {
    @TempDir
    Path state;

    @ParameterizedTest
    @EnumSource(Door.class)
    void everyMessageIsStoredOnceAndUnchangedThoughTwoRequestsFail(Door door) {
        Messages messages = Messages.ofEveryKind("java");
        try (CollectorWithBroker collector = new CollectorWithBroker(state.resolve(door.name()), door);
                FlakyProxy proxy = new FlakyProxy(collector.url())) {
            Analytics analytics = Analytics.builder(CollectorWithBroker.WRITE_KEY)
                    .endpoint(proxy.url())
                    .flushQueueSize(10)
                    .build();
            for (Map<String, Object> message : messages.list()) {
                analytics.enqueue(track(message));
            }
            analytics.flush();

            // It tries again after 15 seconds, one batch after the other.
            collector.requireStored("java", messages, Duration.ofSeconds(150));
            analytics.shutdown();
            assertThat(proxy.answers()).contains(503, 429);
            assertThat(collector
                            .events("java")
                            .getFirst()
                            .context()
                            .at("/library/name")
                            .asString())
                    .isEqualTo("analytics-java");
        }
    }

    @SuppressWarnings("unchecked")
    private static TrackMessage.Builder track(Map<String, Object> message) {
        return TrackMessage.builder((String) message.get("event"))
                .userId((String) message.get("userId"))
                .anonymousId((String) message.get("anonymousId"))
                .properties((Map<String, Object>) message.get("properties"));
    }
}
