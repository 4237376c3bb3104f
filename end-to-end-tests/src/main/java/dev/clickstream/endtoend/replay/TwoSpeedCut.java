package dev.clickstream.endtoend.replay;

import dev.clickstream.endtoend.replay.Arrival.ListName;
import dev.clickstream.recent.RecentItems;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a grouping would cost that the processor does not have: a change of which items are shown, or of their order, is written
 * within the window as ever; a newer time alone (the item on top looked at again) may wait longer. Worked out from the input alone.
 */
public final class TwoSpeedCut {
    private final Duration window;
    private final Duration timesWindow;
    private final Map<ListName, Shown> lists = new HashMap<>();
    private long writes;

    private TwoSpeedCut(Duration window, Duration timesWindow) {
        this.window = window;
        this.timesWindow = timesWindow;
    }

    /**
     * @param arrivals in the order of their times
     * @param timesWindow how long a time on its own may wait
     */
    public static long writes(List<Arrival> arrivals, Duration window, Duration timesWindow) {
        TwoSpeedCut cut = new TwoSpeedCut(window, timesWindow);
        for (Arrival arrival : arrivals) {
            arrival.list().ifPresent(list -> cut.add(list, item(arrival), arrival.at()));
        }
        return cut.writes
                + cut.lists.values().stream()
                        .filter(shown -> shown.due.isBefore(Instant.MAX))
                        .count();
    }

    private static String item(Arrival arrival) {
        return arrival.event()
                .properties()
                .path(arrival.event().event().equals("Products Searched") ? "query" : "product_id")
                .asString();
    }

    private void add(ListName name, String item, Instant at) {
        Shown shown = lists.computeIfAbsent(name, absent -> new Shown());
        if (!at.isBefore(shown.due)) {
            shown.written = List.copyOf(shown.items);
            shown.due = Instant.MAX;
            writes++;
        }
        shown.items.remove(item);
        shown.items.addFirst(item);
        if (shown.items.size() > RecentItems.LIMIT) {
            shown.items.removeLast();
        }
        Instant due = at.plus(shown.items.equals(shown.written) ? timesWindow : window);
        shown.due = due.isBefore(shown.due) ? due : shown.due;
    }

    /** A list as it is and as it was written last; {@code due} is in the far future while the two are the same. */
    private static final class Shown {
        private final List<String> items = new ArrayList<>();
        private List<String> written = List.of();
        private Instant due = Instant.MAX;
    }
}
