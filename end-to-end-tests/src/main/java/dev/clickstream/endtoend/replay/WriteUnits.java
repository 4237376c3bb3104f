package dev.clickstream.endtoend.replay;

import dev.clickstream.recent.Point;
import dev.clickstream.recent.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What DynamoDB bills for a snapshot's list item, by its published rules: sizes of names and values, a unit for each started 1,024
 * bytes of the larger of the item before and after.
 */
public final class WriteUnits {
    private static final int UNIT = 1024;
    /** Of a list, and of a map, beside its entries. */
    private static final int LIST = 3;

    private static final int ENTRY = 1;

    private WriteUnits() {}

    /** The bytes of the item without its detail: key, two lists, expiry, generation, sequence. */
    public static int bytes(Snapshot snapshot) {
        List<Point> points = snapshot.points();
        int ids = LIST;
        int times = LIST;
        for (Point point : points) {
            ids += ENTRY + utf8(point.itemId());
            times += ENTRY + number(point.occurredAt().getEpochSecond());
        }
        return utf8("profile_id")
                + utf8(snapshot.profileId())
                + utf8("category")
                + utf8(snapshot.category())
                + utf8("item_ids")
                + ids
                + utf8("occurred_at")
                + times
                + utf8("expires_at")
                + number(snapshot.expiresAt().getEpochSecond())
                + utf8("generation")
                + number(snapshot.generation())
                + utf8("sequence")
                + number(snapshot.sequence());
    }

    /** @param before the bytes of the item that is replaced, 0 if there is none */
    public static int of(int before, int after) {
        return Math.max(1, Math.ceilDiv(Math.max(before, after), UNIT));
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** About a byte for two significant digits, and one more; trailing zeros cost nothing. */
    private static int number(long value) {
        String digits = Long.toString(Math.abs(value)).replaceAll("0+$", "");
        return 1 + Math.ceilDiv(Math.max(1, digits.length()), 2);
    }
}
