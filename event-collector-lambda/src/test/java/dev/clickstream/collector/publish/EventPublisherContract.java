package dev.clickstream.collector.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.event.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What any publisher must do; run on the fake and on real brokers. */
abstract class EventPublisherContract {
    private final String run = UUID.randomUUID().toString();

    abstract EventPublisher publisher();

    /** All records of a topic whose key begins with the prefix, in the order of their partition. */
    abstract List<OutgoingRecord> stored(String topic, String keyPrefix);

    @Test
    void whatIsStoredCanBeReadWithKeyValueAndSchema() {
        OutgoingRecord view = record(Topics.EVENTS_VIEW.name(), run, "{\"é\":1}", "product-viewed/1-0-0");

        assertThat(publisher().publish(List.of(view))).isEqualTo(new Publication.Stored());

        OutgoingRecord stored = stored(Topics.EVENTS_VIEW.name(), run).getFirst();
        assertThat(stored.key()).isEqualTo(run);
        assertThat(stored.value()).isEqualTo(view.value());
        assertThat(stored.schema()).isEqualTo("product-viewed/1-0-0");
    }

    @Test
    void anUnplannedEventHasNoSchemaHeader() {
        publisher().publish(List.of(record(Topics.EVENTS_UNPLANNED.name(), run, "{}", null)));

        assertThat(stored(Topics.EVENTS_UNPLANNED.name(), run).getFirst().schema())
                .isNull();
    }

    @Test
    void recordsOfOneKeyStayInOrder() {
        List<OutgoingRecord> records = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            records.add(record(Topics.EVENTS_CART.name(), run, Integer.toString(i), null));
        }

        assertThat(publisher().publish(records)).isEqualTo(new Publication.Stored());

        assertThat(stored(Topics.EVENTS_CART.name(), run))
                .extracting(stored -> new String(stored.value(), UTF_8))
                .containsExactlyElementsOf(records.stream()
                        .map(one -> new String(one.value(), UTF_8))
                        .toList());
    }

    @Test
    void theLargestRejectedMessageFits() {
        byte[] incompressible = new byte[(dev.clickstream.collector.verdict.Original.LONGEST + 2) / 3 * 4];
        new java.util.Random(7).nextBytes(incompressible);

        assertThat(publisher().publish(List.of(new OutgoingRecord(Topics.REJECTED.name(), run, incompressible, null))))
                .isEqualTo(new Publication.Stored());
    }

    @Test
    void aReachableBrokerSaysSo() {
        assertThat(publisher().isReachable()).isTrue();
    }

    private static OutgoingRecord record(String topic, String key, String value, String schema) {
        return new OutgoingRecord(topic, key, value.getBytes(UTF_8), schema);
    }
}
