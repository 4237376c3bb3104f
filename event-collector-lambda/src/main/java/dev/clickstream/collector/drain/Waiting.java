package dev.clickstream.collector.drain;

import dev.clickstream.collector.spill.SpillKey;
import dev.clickstream.collector.spill.SpillStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What waits to be drained, counted from the keys.
 *
 * @param events records, those of rejected messages included
 * @param bytes before packing
 * @param foreign objects that are no batches
 * @param oldest when the first was accepted; empty when none waits
 */
public record Waiting(long batches, long events, long bytes, long foreign, Optional<Instant> oldest) {
    private static final int PAGE = 1000;

    public static Waiting in(SpillStore store) {
        long batches = 0;
        long events = 0;
        long bytes = 0;
        long foreign = 0;
        Optional<Instant> oldest = Optional.empty();
        for (List<String> keys = store.keysAfter("", PAGE);
                !keys.isEmpty();
                keys = store.keysAfter(keys.getLast(), PAGE)) {
            for (String text : keys) {
                Optional<SpillKey> key = SpillKey.parse(text);
                if (key.isEmpty()) {
                    foreign++;
                    continue;
                }
                batches++;
                events += key.get().records();
                bytes += key.get().bytes();
                oldest = oldest.or(() -> key.map(SpillKey::acceptedAt));
            }
        }
        return new Waiting(batches, events, bytes, foreign, oldest);
    }

    /** Of the first batch that waits; zero when none does. */
    public Duration age(Instant now) {
        return oldest.map(accepted -> Duration.between(accepted, now))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    }

    ObjectNode json(Instant now) {
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("batches", batches)
                .put("events", events)
                .put("bytes", bytes)
                .put("foreign", foreign)
                .put("oldestSeconds", age(now).toSeconds());
        oldest.ifPresent(accepted -> json.put("oldest", accepted.toString()));
        return json;
    }
}
