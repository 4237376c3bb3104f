package dev.clickstream.collector.spill;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.publish.EventPublisher;
import dev.clickstream.collector.publish.OutgoingRecord;
import dev.clickstream.collector.publish.Publication;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka, and behind it a store for the batches that Kafka does not take in time. After a failure batches go to the store at once
 * for a time, and wait for Kafka only when the store fails too. A batch that is kept there is stored: it is drained later,
 * whole, so that a record that Kafka had taken all the same is there twice, as after a client's retry.
 */
public final class SpillingEventPublisher implements EventPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(SpillingEventPublisher.class);

    private final EventPublisher kafka;
    private final SpillStore store;
    private final Circuit circuit;
    private final TimeOrderedIds ids;
    private final SpillCounts counts = new SpillCounts();
    private volatile boolean storeAnswers = true;

    /**
     * @param openFor how long batches go to the store at once after Kafka has failed
     * @param nanoTime as {@link System#nanoTime}
     */
    public SpillingEventPublisher(
            EventPublisher kafka,
            SpillStore store,
            Duration openFor,
            InstantSource clock,
            LongSupplier nanoTime,
            RandomGenerator random) {
        this.kafka = requireNonNull(kafka);
        this.store = requireNonNull(store);
        this.circuit = new Circuit(openFor, nanoTime);
        this.ids = new TimeOrderedIds(clock, random);
    }

    @Override
    public Publication publish(List<OutgoingRecord> records) {
        if (!circuit.letsThrough() && spilled(records)) {
            return new Publication.Stored();
        }
        return switch (kafka.publish(records)) {
            case Publication.Stored stored -> {
                if (circuit.succeeded()) {
                    LOG.info("Kafka takes batches again: spilled={}", counts.batches());
                }
                yield stored;
            }
            case Publication.Unavailable unavailable -> {
                if (circuit.failed()) {
                    LOG.warn("Kafka does not take batches, they are spilled: reason={}", unavailable.reason());
                }
                yield spilled(records) ? new Publication.Stored() : unavailable;
            }
        };
    }

    private boolean spilled(List<OutgoingRecord> records) {
        BatchFile.Packed packed = BatchFile.pack(records);
        SpillKey key = new SpillKey(ids.next(), records.size(), packed.length());
        try {
            store.keep(key.text(), packed.bytes());
        } catch (SpillException e) {
            storeAnswers = false;
            counts.failed();
            LOG.warn("batch not spilled: records={} reason={}", records.size(), e.getMessage());
            return false;
        }
        storeAnswers = true;
        counts.spilled(records.size(), packed.bytes().length);
        LOG.debug("batch spilled: records={} bytes={} key={}", records.size(), packed.bytes().length, key.text());
        return true;
    }

    @Override
    public boolean isReachable() {
        return kafka.isReachable();
    }

    /** As long as the store has not refused a batch. */
    @Override
    public boolean storesWithoutBroker() {
        return storeAnswers;
    }

    public SpillCounts counts() {
        return counts;
    }

    @Override
    public void close() {
        kafka.close();
        store.close();
    }
}
