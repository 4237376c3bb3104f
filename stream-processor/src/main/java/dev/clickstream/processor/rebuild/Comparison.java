package dev.clickstream.processor.rebuild;

import dev.clickstream.recent.CategoryItems;
import dev.clickstream.recent.RecentItem;
import dev.clickstream.recent.RecentItems;
import dev.clickstream.recent.table.SnapshotScan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How two tables differ in what a reader sees: per profile and category, the items that have not expired.
 *
 * @param examples some that are not the same, in words
 */
public record Comparison(long identical, long onlyLive, long onlyRebuilt, long different, List<String> examples) {
    private static final int EXAMPLES = 5;

    public Comparison {
        examples = List.copyOf(examples);
    }

    /** Keeps a number for each list of the first table, none of its items. */
    static Comparison of(SnapshotScan scan, String live, String rebuilt, Instant now, ProgressLines lines) {
        Map<String, Integer> ofLive = new HashMap<>();
        scan.read(live, (profile, categories) -> {
            categories.forEach(category -> {
                List<RecentItem> items = seen(category, now);
                if (!items.isEmpty()) {
                    ofLive.put(profile + ' ' + category.category(), items.hashCode());
                }
            });
            lines.step("comparing: lists of the live table", ofLive.size());
        });
        Counts counts = new Counts();
        scan.read(rebuilt, (profile, categories) -> {
            for (CategoryItems category : categories) {
                List<RecentItem> items = seen(category, now);
                if (!items.isEmpty()) {
                    String list = profile + ' ' + category.category();
                    counts.add(list, ofLive.remove(list), items.hashCode());
                }
            }
            lines.step("comparing: lists of the rebuilt table", counts.identical + counts.different);
        });
        ofLive.keySet().stream().sorted().limit(EXAMPLES).forEach(list -> counts.example("only live: " + list));
        return new Comparison(counts.identical, ofLive.size(), counts.onlyRebuilt, counts.different, counts.examples);
    }

    private static List<RecentItem> seen(CategoryItems category, Instant now) {
        return category.items().stream()
                .filter(item -> !RecentItems.isExpired(item.occurredAt(), now))
                .toList();
    }

    private static final class Counts {
        private long identical;
        private long onlyRebuilt;
        private long different;
        private final List<String> examples = new ArrayList<>();

        void add(String list, @Nullable Integer live, int rebuilt) {
            if (live == null) {
                onlyRebuilt++;
                example("only rebuilt: " + list);
            } else if (live == rebuilt) {
                identical++;
            } else {
                different++;
                example("different: " + list);
            }
        }

        void example(String text) {
            if (examples.size() < EXAMPLES) {
                examples.add(text);
            }
        }
    }
}
