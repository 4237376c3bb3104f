package dev.clickstream.processor.sink;

import static java.util.Objects.requireNonNull;

import dev.clickstream.recent.Snapshot;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record to be written, and the offsets that are done with it: its own, and those of older snapshots of the same key that
 * need not be written any more, since each snapshot is whole.
 *
 * @param snapshot null if the record is none
 * @param fault why it is none; null if it is one
 */
record SnapshotWrite(
        ConsumerRecord<byte[], byte[]> record,
        @Nullable Snapshot snapshot,
        @Nullable String fault,
        PartitionProgress progress,
        List<Long> offsets) {
    SnapshotWrite {
        requireNonNull(record, "record");
        requireNonNull(progress, "progress");
        offsets = List.copyOf(offsets);
        if ((snapshot == null) == (fault == null)) {
            throw new IllegalArgumentException("a write has a snapshot or a fault");
        }
    }

    void done() {
        offsets.forEach(progress::end);
    }
}
