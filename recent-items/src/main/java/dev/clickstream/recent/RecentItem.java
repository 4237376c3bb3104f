package dev.clickstream.recent;

import java.time.Instant;
import java.util.Map;

/**
 * One item of a category as a reader sees it.
 *
 * @param occurredAt to the second
 * @param attributes empty for categories that keep none
 */
public record RecentItem(String itemId, Instant occurredAt, Map<String, String> attributes) {
    /** The attribute in which a rule leaves the factor that an item weighs more or less by. */
    public static final String WEIGHT = "weight";

    public RecentItem {
        attributes = Map.copyOf(attributes);
    }

    /** The rule's factor; 1 where there is none, or where somebody wrote what is no number from 0 up. */
    public double factor() {
        String weight = attributes.get(WEIGHT);
        if (weight == null) {
            return 1;
        }
        try {
            double factor = Double.parseDouble(weight);
            return factor >= 0 && Double.isFinite(factor) ? factor : 1;
        } catch (NumberFormatException notANumber) {
            return 1;
        }
    }
}
