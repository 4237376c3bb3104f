package dev.clickstream.processor.points;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The categories asked for last, up to some ten megabytes for a partition: those of the people who are there now. */
final class BusyCategories {
    /** A point takes some 90 bytes. */
    private static final int MOST_POINTS = 100_000;
    /** What a category takes beside its points, in points. */
    private static final int CATEGORY = 3;

    private final Map<String, CategoryPoints> byUse = new LinkedHashMap<>(16, 0.75f, true);
    private int points;

    /** Null if it is not there, which says nothing of the store. */
    @Nullable
    CategoryPoints get(String prefix) {
        return byUse.get(prefix);
    }

    void put(String prefix, CategoryPoints category) {
        byUse.put(prefix, category);
        grew(CATEGORY + category.size());
    }

    void forget(String prefix) {
        CategoryPoints category = byUse.remove(prefix);
        if (category != null) {
            points -= CATEGORY + category.size();
        }
    }

    /** Counts what was added to a category that is here, the last one asked for: it stays however large it is. */
    void grew(int by) {
        points += by;
        Iterator<CategoryPoints> oldest = byUse.values().iterator();
        while (points > MOST_POINTS && byUse.size() > 1) {
            points -= CATEGORY + oldest.next().size();
            oldest.remove();
        }
    }
}
