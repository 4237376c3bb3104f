package dev.clickstream.processor.points;

import dev.clickstream.recent.RecentItems;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All that is known of one category of a profile: of each lender and item the latest point, removals included, newest first. What
 * it shows is what {@link RecentItems} says of the same points.
 */
public final class CategoryPoints {
    private final List<KeptPoint> newestFirst;
    /** Whether an item may stand here more than once, lent by several. */
    private boolean severalLenders;

    /** @param points in any order, of each lender and item one */
    CategoryPoints(List<KeptPoint> points) {
        newestFirst = new ArrayList<>(points);
        newestFirst.sort(KeptPoint.NEWEST_FIRST);
        severalLenders =
                points.stream().map(KeptPoint::lender).distinct().limit(2).count() > 1;
    }

    int size() {
        return newestFirst.size();
    }

    /** Takes the point in, unless the same lender's is known of the item and as new; says whether it did. */
    boolean add(KeptPoint point) {
        int known = indexOf(point);
        if (known >= 0) {
            if (newestFirst.get(known).isAsNewAs(point)) {
                return false;
            }
            newestFirst.remove(known);
        }
        int at = 0;
        // Most are the newest of all.
        while (at < newestFirst.size() && KeptPoint.NEWEST_FIRST.compare(newestFirst.get(at), point) < 0) {
            at++;
        }
        newestFirst.add(at, point);
        // While all others have one lender, any of them tells which.
        KeptPoint other = newestFirst.get(at == 0 ? newestFirst.size() - 1 : 0);
        severalLenders = severalLenders || !other.lender().equals(point.lender());
        return true;
    }

    private int indexOf(KeptPoint point) {
        for (int i = 0; i < newestFirst.size(); i++) {
            KeptPoint other = newestFirst.get(i);
            if (other.isOfTheSameItem(point) && other.lender().equals(point.lender())) {
                return i;
            }
        }
        return -1;
    }

    /** Takes out the expired ones and the oldest beyond the limit, and gives them back. */
    List<KeptPoint> trim(Instant now, int limit) {
        int kept = newestFirst.size();
        while (kept > 0
                && (kept > limit
                        || RecentItems.isExpired(
                                Instant.ofEpochMilli(newestFirst.get(kept - 1).occurredAt()), now))) {
            kept--;
        }
        if (kept == newestFirst.size()) {
            return List.of();
        }
        List<KeptPoint> beyond = newestFirst.subList(kept, newestFirst.size());
        List<KeptPoint> trimmed = List.copyOf(beyond);
        beyond.clear();
        return trimmed;
    }

    /** Whether nothing is known at all, not even of what was taken away. */
    public boolean isEmpty() {
        return newestFirst.isEmpty();
    }

    /** The latest of each item, newest first, without those taken away. */
    public List<KeptPoint> shown(int most) {
        List<KeptPoint> shown = new ArrayList<>(Math.min(most, newestFirst.size()));
        Set<String> items = new HashSet<>();
        for (KeptPoint point : newestFirst) {
            if (shown.size() == most) {
                break;
            }
            boolean isLatest = !severalLenders || items.add(point.itemId());
            if (isLatest && !point.isRemoved()) {
                shown.add(point);
            }
        }
        return shown;
    }
}
