package dev.clickstream.collector.drain;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a drain did, and how it came to its end.
 *
 * @param batches drained and deleted; the next two likewise
 * @param events records, those of rejected messages included
 * @param bytes before packing
 * @param left keys of batches that cannot be read or that Kafka, though it answers, does not take: they stay where they are
 * @param oldest age of the first batch that waits now; zero when none does
 */
public record DrainReport(Ending ending, long batches, long events, long bytes, List<String> left, Duration oldest) {
    /** How many of the keys left are named. */
    private static final int NAMED = 10;

    /** Why it ended. */
    public enum Ending {
        /** All was looked at. */
        DONE("done"),
        /** More waits, for the next drain. */
        TIME_UP("time_up"),
        /** Kafka does not answer. */
        BROKER_AWAY("broker_away");

        private final String word;

        Ending(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public DrainReport {
        requireNonNull(ending);
        left = List.copyOf(left);
        requireNonNull(oldest);
    }

    /** One line; metric filters make alarms and graphs of it. */
    public String json() {
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("metric", "drain")
                .put("ending", ending.word())
                .put("batches", batches)
                .put("events", events)
                .put("bytes", bytes)
                .put("left", left.size())
                .put("oldestSeconds", oldest.toSeconds());
        left.stream().limit(NAMED).forEach(json.putArray("leftKeys")::add);
        return json.toString();
    }
}
