package dev.clickstream.collector.drain;

import static java.util.Objects.requireNonNull;

import dev.clickstream.collector.publish.EventPublisher;
import dev.clickstream.collector.publish.OutgoingRecord;
import dev.clickstream.collector.publish.Publication;
import dev.clickstream.collector.spill.BatchFile;
import dev.clickstream.collector.spill.SpillException;
import dev.clickstream.collector.spill.SpillKey;
import dev.clickstream.collector.spill.SpillStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what waits to Kafka in the order in which it was accepted: some batches are read at once, published as one, and deleted
 * only when the brokers have acknowledged all of it. Whatever ends it at whatever line, the next drain begins with the same
 * batches again, and so does a second one beside it: records are repeated, never missed.
 */
public final class Drain {
    /** In one round: what fits a small heap, and spares the many small batches of functions most of the waiting. */
    private static final int MOST_BATCHES = 256;

    private static final long MOST_BYTES = 16L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final SpillStore store;
    private final EventPublisher kafka;
    private final InstantSource clock;
    private final Consumer<String> progress;

    /** @param progress told in a sentence after each round */
    public Drain(SpillStore store, EventPublisher kafka, InstantSource clock, Consumer<String> progress) {
        this.store = requireNonNull(store);
        this.kafka = requireNonNull(kafka);
        this.clock = requireNonNull(clock);
        this.progress = requireNonNull(progress);
    }

    /** A batch of the bucket; without records if another drain has taken it. */
    private record Batch(String key, SpillKey named, List<OutgoingRecord> records) {}

    /** What was done so far. */
    private static final class Tally {
        private final List<String> left = new ArrayList<>();
        private long batches;
        private long events;
        private long bytes;

        private void add(Batch batch) {
            batches++;
            events += batch.records().size();
            bytes += batch.named().bytes();
        }
    }

    /**
     * @param until no round begins after it; one takes as long as the brokers need to acknowledge it
     * @throws SpillException if the store cannot be listed, or keeps what is to be deleted
     */
    public DrainReport run(Instant until) {
        Tally tally = new Tally();
        DrainReport.Ending ending = rounds(until, tally);
        Duration oldest = store.keysAfter("", 1).stream()
                .flatMap(text -> SpillKey.parse(text).stream())
                .findFirst()
                .map(key -> Duration.between(key.acceptedAt(), clock.instant()))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
        return new DrainReport(ending, tally.batches, tally.events, tally.bytes, tally.left, oldest);
    }

    private DrainReport.Ending rounds(Instant until, Tally tally) {
        String after = "";
        while (true) {
            List<String> keys = store.keysAfter(after, MOST_BATCHES);
            if (keys.isEmpty()) {
                return DrainReport.Ending.DONE;
            }
            if (!clock.instant().isBefore(until)) {
                return DrainReport.Ending.TIME_UP;
            }
            if (tally.batches == 0 && !kafka.isReachable()) {
                return DrainReport.Ending.BROKER_AWAY;
            }
            List<String> round = fitting(keys);
            after = round.getLast();
            if (!drained(round, tally)) {
                return DrainReport.Ending.BROKER_AWAY;
            }
            progress.accept("%d batches with %d events drained".formatted(tally.batches, tally.events));
        }
    }

    /** At least one. */
    private static List<String> fitting(List<String> keys) {
        long bytes = 0;
        int count = 0;
        for (String key : keys) {
            bytes += SpillKey.parse(key).map(SpillKey::bytes).orElse(0L);
            if (count > 0 && bytes > MOST_BYTES) {
                break;
            }
            count++;
        }
        return keys.subList(0, count);
    }

    /** False if the brokers are away; then what they have not acknowledged stays. */
    private boolean drained(List<String> keys, Tally tally) {
        List<Batch> batches = read(keys, tally);
        if (published(batches, tally)) {
            return true;
        }
        // One of them may be what Kafka never takes: the others must not wait for it.
        for (Batch batch : batches) {
            if (!kafka.isReachable()) {
                return false;
            }
            if (!published(List.of(batch), tally)) {
                leave(batch.key(), "Kafka answers, and does not take it", tally);
            }
        }
        return true;
    }

    private boolean published(List<Batch> batches, Tally tally) {
        List<OutgoingRecord> records =
                batches.stream().flatMap(batch -> batch.records().stream()).toList();
        if (!records.isEmpty() && kafka.publish(records) instanceof Publication.Unavailable) {
            return false;
        }
        store.delete(batches.stream().map(Batch::key).toList());
        batches.forEach(tally::add);
        return true;
    }

    private List<Batch> read(List<String> keys, Tally tally) {
        List<Batch> batches = new ArrayList<>();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<Batch>>> reading =
                    keys.stream().map(key -> readers.submit(() -> read(key))).toList();
            for (int index = 0; index < keys.size(); index++) {
                try {
                    reading.get(index).get().ifPresent(batches::add);
                } catch (java.util.concurrent.ExecutionException e) {
                    leave(
                            keys.get(index),
                            String.valueOf(requireNonNull(e.getCause()).getMessage()),
                            tally);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new SpillException("interrupted", e);
                }
            }
        }
        return batches;
    }

    /** Empty if another drain has taken it. */
    private Optional<Batch> read(String key) {
        SpillKey named =
                SpillKey.parse(key).orElseThrow(() -> new SpillException("its key is not that of a batch", null));
        return store.read(key).map(packed -> new Batch(key, named, BatchFile.unpack(packed)));
    }

    private static void leave(String key, String reason, Tally tally) {
        tally.left.add(key);
        LOG.warn("spilled batch left: key={} reason={}", key, reason);
    }
}
