package dev.clickstream.loader.source;

import dev.clickstream.loader.landing.SourceRecord;
import dev.clickstream.loader.plan.OffsetRange;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** The log that is loaded. */
public interface SourceLog extends AutoCloseable {
    /** All partitions of the topics that land, as many as there are now. */
    Set<TopicPartition> partitions();

    /** The first offset each partition still holds. */
    Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions);

    /** Up to where each partition can be read: the offset after the last committed record. */
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions);

    /**
     * Reads exactly this range, in order; offsets may be missing in it.
     *
     * @return how many of its offsets are missing since the log deleted them before this
     */
    long read(OffsetRange range, Consumer<SourceRecord> sink);

    /** Tells the log how far the warehouse is, for those who watch the lag; nothing depends on it. */
    void hint(Map<TopicPartition, Long> loadedUpTo);

    /** The same log once more, for another thread; it has to be closed, too. */
    SourceLog another();

    @Override
    void close();
}
