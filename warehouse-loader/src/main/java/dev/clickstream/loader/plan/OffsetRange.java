package dev.clickstream.loader.plan;

import org.apache.kafka.common.TopicPartition;

/**
 * @param end the offset after the last one
 */
public record OffsetRange(String topic, int partition, long start, long end) {
    public OffsetRange {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("a range of %s-%d starts at 0 or later and is not empty, was %d..%d"
                    .formatted(topic, partition, start, end));
        }
    }

    public TopicPartition topicPartition() {
        return new TopicPartition(topic, partition);
    }

    /** How many offsets it spans; the records in it may be fewer. */
    public long span() {
        return end - start;
    }
}
