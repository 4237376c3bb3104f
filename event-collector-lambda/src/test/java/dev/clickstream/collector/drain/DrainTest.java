package dev.clickstream.collector.drain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickstream.collector.publish.InMemoryEventPublisher;
import dev.clickstream.collector.publish.OutgoingRecord;
import dev.clickstream.collector.publish.Publication;
import dev.clickstream.collector.spill.InMemorySpillStore;
import dev.clickstream.collector.spill.SpillException;
import dev.clickstream.collector.spill.SpillingEventPublisher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DrainTest {
    private static final Instant START = Instant.parse("2026-11-25T22:00:00Z");
    private static final Instant LATER = START.plusSeconds(1000);

    private final InMemorySpillStore store = new InMemorySpillStore();
    private final InMemoryEventPublisher kafka = new InMemoryEventPublisher();
    private final List<String> told = new ArrayList<>();
    private Instant now = START;
    private final InstantSource clock = () -> now;
    private final Drain drain = new Drain(store, kafka, clock, told::add);

    @Test
    void whatWaitsIsPublishedInTheOrderOfAcceptanceAndDeleted() {
        spill(600);

        DrainReport report = drain.run(LATER);

        assertThat(values(kafka)).isEqualTo(numbers(600));
        assertThat(store.keys()).isEmpty();
        assertThat(report.ending()).isEqualTo(DrainReport.Ending.DONE);
        assertThat(report.batches()).isEqualTo(600);
        assertThat(report.events()).isEqualTo(600);
        assertThat(report.oldest()).isZero();
        assertThat(told).as("a round has 256 batches at most").hasSize(3);
    }

    @Test
    void nothingIsDeletedThatTheBrokersHaveNotAcknowledged() {
        spill(3);
        kafka.stop();
        now = START.plusSeconds(90);

        DrainReport report = drain.run(LATER);

        assertThat(report.ending()).isEqualTo(DrainReport.Ending.BROKER_AWAY);
        assertThat(report.oldest()).isEqualTo(Duration.ofSeconds(90));
        assertThat(store.keys()).hasSize(3);
        kafka.restart();
        assertThat(drain.run(LATER).batches()).isEqualTo(3);
        assertThat(values(kafka)).isEqualTo(numbers(3));
    }

    @Test
    void killedBeforeItDeletesItRepeatsInTheSameOrder() {
        spill(3);
        store.refuseDeletes();
        assertThatThrownBy(() -> drain.run(LATER)).isInstanceOf(SpillException.class);

        store.restart();
        drain.run(LATER);

        assertThat(values(kafka)).containsExactly("0", "1", "2", "0", "1", "2");
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void twoAtOnceRepeatAndMissNothing() throws Exception {
        spill(500);
        List<Thread> drains = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            drains.add(Thread.ofPlatform().start(() -> new Drain(store, kafka, clock, line -> {}).run(LATER)));
        }
        for (Thread one : drains) {
            one.join();
        }

        assertThat(values(kafka)).containsAll(numbers(500));
        assertThat(store.keys()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsLeftAndNamedAndHoldsNothingUp() {
        spill(2);
        String damaged = store.keys().getFirst().replace("hr=22/", "hr=21/");
        store.keep(damaged, "no gzip".getBytes(UTF_8));
        store.keep("dt=2026-11-25/zz-foreign", new byte[0]);

        DrainReport report = drain.run(LATER);

        assertThat(values(kafka)).isEqualTo(numbers(2));
        assertThat(report.ending()).isEqualTo(DrainReport.Ending.DONE);
        assertThat(report.left()).containsExactly(damaged, "dt=2026-11-25/zz-foreign");
        assertThat(store.keys()).containsExactlyElementsOf(report.left());
    }

    @Test
    void whatKafkaNeverTakesIsLeftAndHoldsNothingUp() {
        spill(5);
        Drain picky = new Drain(store, new InMemoryEventPublisherThatRefuses("2", kafka), clock, told::add);

        DrainReport report = picky.run(LATER);

        assertThat(values(kafka)).containsExactly("0", "1", "3", "4");
        assertThat(report.left()).hasSize(1).isEqualTo(store.keys());
        assertThat(report.batches()).isEqualTo(4);
    }

    @Test
    void afterItsTimeNoRoundBeginsAndTheRestWaits() {
        spill(300);
        Drain slow = new Drain(store, kafka, clock, line -> now = LATER);

        assertThat(slow.run(LATER).ending()).isEqualTo(DrainReport.Ending.TIME_UP);

        assertThat(store.keys()).hasSize(300 - 256);
    }

    @Test
    void whatWaitsIsCountedFromTheKeys() {
        spill(1200);
        store.keep("zz-foreign", new byte[0]);
        now = START.plusSeconds(61);

        Waiting waiting = Waiting.in(store);

        assertThat(waiting.batches()).isEqualTo(1200);
        assertThat(waiting.events()).isEqualTo(1200);
        assertThat(waiting.foreign()).isEqualTo(1);
        assertThat(waiting.age(now)).isEqualTo(Duration.ofSeconds(61));
        JsonNode json = waiting.json(now);
        assertThat(json.path("oldest").asString()).isEqualTo("2026-11-25T22:00:00Z");
    }

    @Test
    void theReportIsALineForMetricFilters() {
        DrainReport report =
                new DrainReport(DrainReport.Ending.TIME_UP, 2, 10, 999, List.of("left-one"), Duration.ofSeconds(70));

        assertThat(JsonMapper.shared().readTree(report.json()))
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        "{\"metric\":\"drain\",\"ending\":\"time_up\",\"batches\":2,\"events\":10,\"bytes\":999,\"left\":1,\"oldestSeconds\":70,\"leftKeys\":[\"left-one\"]}"));
    }

    /** By the publisher itself, one record a batch. */
    private void spill(int batches) {
        InMemoryEventPublisher away = new InMemoryEventPublisher();
        away.stop();
        SpillingEventPublisher publisher =
                new SpillingEventPublisher(away, store, Duration.ofHours(1), clock, () -> 0, new Random(5));
        numbers(batches)
                .forEach(number -> assertThat(publisher.publish(
                                List.of(new OutgoingRecord("topic", "key", number.getBytes(UTF_8), null))))
                        .isEqualTo(new Publication.Stored()));
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    private static List<String> values(InMemoryEventPublisher publisher) {
        return publisher.records().stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    /** Refuses a batch with one value, as Kafka does one that is too large for a topic. */
    private record InMemoryEventPublisherThatRefuses(String value, InMemoryEventPublisher taking)
            implements dev.clickstream.collector.publish.EventPublisher {
        @Override
        public Publication publish(List<OutgoingRecord> records) {
            return records.stream().anyMatch(record -> new String(record.value(), UTF_8).equals(value))
                    ? new Publication.Unavailable("refused by the test")
                    : taking.publish(records);
        }

        @Override
        public boolean isReachable() {
            return true;
        }

        @Override
        public void close() {}
    }
}
