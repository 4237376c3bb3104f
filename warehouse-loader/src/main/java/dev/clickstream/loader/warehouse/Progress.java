package dev.clickstream.loader.warehouse;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the warehouse is, at one moment.
 *
 * @param lastSeq of the newest load; 0 before the first
 * @param next where each known partition's load goes on
 */
public record Progress(long lastSeq, Map<TopicPartition, Long> next) {
    public Progress {
        next = Map.copyOf(next);
    }
}
