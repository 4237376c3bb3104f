package dev.clickstream.recent.table;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How large DynamoDB says an item is, and what that costs. The rules are those of the developer guide, "DynamoDB item sizes
 * and formats" and "DynamoDB read and write operations": names and texts count their UTF-8 bytes; a number one byte for two
 * significant digits, and one more; a boolean or null one byte; a list or map three bytes, and one more for each element or
 * pair. The guide calls its rule for numbers approximate.
 */
public final class ItemSize {
    /** What DynamoDB takes at most, in bytes. */
    public static final int LIMIT = 400 * 1024;
    /** One write unit writes this many bytes. */
    public static final int WRITE_UNIT_BYTES = 1024;
    /** One read unit reads this many bytes with strong consistency, twice as many without. */
    public static final int READ_UNIT_BYTES = 4096;

    private static final int COLLECTION = 3;
    private static final int ELEMENT = 1;

    private ItemSize() {}

    /** In bytes. */
    public static long of(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToLong(attribute -> utf8(attribute.getKey()) + value(attribute.getValue()))
                .sum();
    }

    /** Write units of a put; the larger of the item before and after counts, and at least one unit is paid. */
    public static long writeUnits(long bytesBefore, long bytesAfter) {
        return Math.max(1, Math.ceilDiv(Math.max(bytesBefore, bytesAfter), WRITE_UNIT_BYTES));
    }

    /** Read units of a query with eventual consistency: sizes are summed, then rounded up; at least half a unit is paid. */
    public static double readUnits(long bytes) {
        return Math.max(1, Math.ceilDiv(bytes, READ_UNIT_BYTES)) / 2.0;
    }

    private static long value(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8(value.s());
            case N -> number(value.n());
            case B -> value.b().asByteArrayUnsafe().length;
            case SS -> value.ss().stream().mapToLong(ItemSize::utf8).sum();
            case NS -> value.ns().stream().mapToLong(ItemSize::number).sum();
            case BS ->
                value.bs().stream()
                        .mapToLong(bytes -> bytes.asByteArrayUnsafe().length)
                        .sum();
            case L ->
                COLLECTION
                        + value.l().stream()
                                .mapToLong(element -> ELEMENT + value(element))
                                .sum();
            case M ->
                COLLECTION
                        + value.m().entrySet().stream()
                                .mapToLong(pair -> ELEMENT + utf8(pair.getKey()) + value(pair.getValue()))
                                .sum();
            case BOOL, NUL -> 1;
            case UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalArgumentException("the size of this attribute is not known: " + value);
        };
    }

    private static long number(String number) {
        String digits = number.replaceFirst("[eE].*", "").replace(".", "").replaceFirst("^[+-]?0*", "");
        int significant = digits.replaceFirst("0+$", "").length();
        return Math.ceilDiv(significant, 2) + 1L + (number.startsWith("-") ? 1 : 0);
    }

    private static long utf8(String text) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        return bytes.remaining();
    }
}
