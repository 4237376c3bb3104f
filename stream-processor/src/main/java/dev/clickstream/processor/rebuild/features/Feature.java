package dev.clickstream.processor.rebuild.features;

import java.time.Instant;

/**
 * One item of one list, as a recommender would have read it.
 *
 * @param occurredAt to the second
 * @param weight the rule's factor, 1 where there is none; decay is for the trainer to choose, from occurredAt and asOf
 * @param rank 1 for the newest of its list
 * @param asOf when the list was so
 */
record Feature(
        String profileId, String category, String itemId, Instant occurredAt, double weight, int rank, Instant asOf) {}
