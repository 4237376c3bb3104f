package dev.clickstream.cli.stage;

import dev.clickstream.cli.warehouse.Warehouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** How long heartbeats took from one stage to the next, and in all; in the order of their way. */
public final class WayToGold {
    private static final String HEARTBEATS = """
            select
                datediff(ms, sent_at, received_at),
                datediff(ms, received_at, loaded_at),
                datediff(ms, loaded_at, visible_at),
                datediff(ms, sent_at, visible_at)
            from ops.heartbeats
            where visible_at >= dateadd(second, -%d, getdate())
            """;

    private static final List<String> STAGES =
            List.of("post_to_collector", "collector_to_landing", "landing_to_gold", "post_to_gold");

    private final SequencedMap<String, List<Long>> milliseconds = new LinkedHashMap<>();

    /** @param heartbeats of each, milliseconds by stage */
    WayToGold(List<List<Long>> heartbeats) {
        for (int stage = 0; stage < STAGES.size(); stage++) {
            List<Long> times = new ArrayList<>();
            for (List<Long> heartbeat : heartbeats) {
                times.add(heartbeat.get(stage));
            }
            Collections.sort(times);
            milliseconds.put(STAGES.get(stage), times);
        }
    }

    /** Of the heartbeats that came to gold within that time; of none where there were none. */
    public static WayToGold of(Warehouse warehouse, Duration within) {
        return new WayToGold(warehouse.rows(HEARTBEATS.formatted(within.toSeconds())).stream()
                .map(row -> row.stream()
                        .map(cell -> cell == null ? 0L : Long.parseLong(cell))
                        .toList())
                .toList());
    }

    public int heartbeats() {
        return milliseconds.firstEntry().getValue().size();
    }

    /**
     * By the nearest rank, in milliseconds; empty without heartbeats.
     *
     * @param share from 0 to 1
     */
    public Map<String, OptionalLong> percentile(double share) {
        SequencedMap<String, OptionalLong> result = new LinkedHashMap<>();
        milliseconds.forEach((stage, times) -> result.put(
                stage,
                times.isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(times.get(Math.max(0, (int) Math.ceil(share * times.size()) - 1)))));
        return result;
    }
}
