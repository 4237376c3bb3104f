package dev.clickstream.loader.landing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Walks JSON in the one form in which the platform's own programs write it: no white space, no {@code \\u} escapes, plain numbers,
 * no name twice in an object. In that form a value's bytes are what parsing and writing it again would give. Whatever has another
 * form, or is no JSON at all, is only said to be other: a real parser must look at it. Whether the bytes are valid UTF-8 is the caller's
 * to see, unless they are ASCII.
 */
final class CompactJson {
    /** What a walk gives for whatever is not of the form. */
    static final int OTHER = -1;

    private static final int DEEPEST = 32;
    private static final int MOST_NAMES = 64;
    /** Well below where a parser refuses. */
    private static final int LONGEST_NAME = 1_000;

    /** Beyond it a number's text may change when it is written again. */
    private static final int MOST_DIGITS = 18;

    private static final int MOST_DECIMALS = 6;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** A number times this has it in each of its eight bytes. */
    private static final long EACH = 0x0101_0101_0101_0101L;

    /** Spreads what it is multiplied with over the upper half: 2^64 divided by the golden ratio. */
    private static final long ODD = 0x9E37_79B9_7F4A_7C15L;

    private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;

    /** Hash codes of the names in each object that is open. */
    private final int[][] names = new int[DEEPEST][MOST_NAMES];

    /** For each of these objects one bit for each hash code: nearly always enough to see that a name is new. */
    private final long[] bits = new long[DEEPEST];

    private byte[] json = {};

    /** All bytes of texts that were walked since {@link #begin}, one over the other. */
    private long walked;

    /** Before the first walk over these bytes. */
    void begin(byte[] bytes) {
        json = bytes;
        walked = 0;
    }

    /** Whether no text held a byte beyond ASCII, nor anything near one. What is walked outside of texts never does. */
    boolean wasAscii() {
        return (walked & HIGHEST_BITS) == 0;
    }

    /** The index after the object that begins here, or {@link #OTHER}. */
    int objectEnd(int from) {
        return is(from, '{') ? object(from + 1, 0) : OTHER;
    }

    /** The index of the quote that ends the text whose first byte this is, or {@link #OTHER}: then it has an escape, too. */
    int plainTextEnd(int from) {
        int end = special(from);
        return end < json.length && json[end] == '"' ? end : OTHER;
    }

    /** The index of the next quote, backslash or control character, eight bytes at a time; the length if there is none. */
    private int special(int from) {
        byte[] bytes = json;
        long all = walked;
        int at = from;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, at);
            all |= eight;
            long quote = eight ^ EACH * '"';
            long backslash = eight ^ EACH * '\\';
            long found = (quote - EACH) & ~quote | (backslash - EACH) & ~backslash | (eight - EACH * ' ') & ~eight;
            if ((found & HIGHEST_BITS) != 0) {
                walked = all;
                return at + (Long.numberOfTrailingZeros(found & HIGHEST_BITS) >>> 3);
            }
        }
        while (at < bytes.length && bytes[at] != '"' && bytes[at] != '\\' && !isControl(bytes[at])) {
            all |= bytes[at];
            at++;
        }
        walked = all;
        return at;
    }

    private static boolean isControl(byte found) {
        return found >= 0 && found < ' ';
    }

    private boolean is(int at, char wanted) {
        return at < json.length && json[at] == wanted;
    }

    private int object(int from, int depth) {
        if (is(from, '}')) {
            return from + 1;
        }
        bits[depth] = 0;
        int at = from;
        for (int count = 0; count < MOST_NAMES; count++) {
            if (!is(at, '"')) {
                return OTHER;
            }
            int end = plainTextEnd(at + 1);
            if (end == OTHER
                    || end - at > LONGEST_NAME
                    || !is(end + 1, ':')
                    || isKnown(depth, count, hash(at + 1, end))) {
                return OTHER;
            }
            at = value(end + 2, depth);
            if (at == OTHER || is(at, '}')) {
                return at == OTHER ? OTHER : at + 1;
            }
            if (!is(at, ',')) {
                return OTHER;
            }
            at++;
        }
        return OTHER;
    }

    /** Of the length and the eight bytes at either end, which is all there is of most names. */
    private int hash(int from, int to) {
        int length = to - from;
        long ends = length;
        if (length >= Long.BYTES) {
            ends += (long) EIGHT.get(json, from) * ODD + (long) EIGHT.get(json, to - Long.BYTES);
        } else {
            for (int i = from; i < to; i++) {
                ends = ends << Byte.SIZE | json[i] & 0xFF;
            }
        }
        return (int) (ends * ODD >>> Integer.SIZE);
    }

    /** Two names of one hash count as one name: then somebody else looks. */
    private boolean isKnown(int depth, int count, int hash) {
        long bit = 1L << (hash ^ hash >>> 16);
        boolean perhaps = (bits[depth] & bit) != 0;
        bits[depth] |= bit;
        int[] known = names[depth];
        for (int i = 0; perhaps && i < count; i++) {
            if (known[i] == hash) {
                return true;
            }
        }
        known[count] = hash;
        return false;
    }

    private int array(int from, int depth) {
        if (is(from, ']')) {
            return from + 1;
        }
        int at = from;
        while (true) {
            at = value(at, depth);
            if (at == OTHER || is(at, ']')) {
                return at == OTHER ? OTHER : at + 1;
            }
            if (!is(at, ',')) {
                return OTHER;
            }
            at++;
        }
    }

    private int value(int at, int depth) {
        if (at >= json.length) {
            return OTHER;
        }
        return switch (json[at]) {
            case '"' -> text(at + 1);
            case '{' -> depth + 1 < DEEPEST ? object(at + 1, depth + 1) : OTHER;
            case '[' -> depth + 1 < DEEPEST ? array(at + 1, depth + 1) : OTHER;
            case 't' -> word(at, "true");
            case 'f' -> word(at, "false");
            case 'n' -> word(at, "null");
            default -> number(at);
        };
    }

    private int word(int at, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!is(at + i, word.charAt(i))) {
                return OTHER;
            }
        }
        return at + word.length();
    }

    /** The index after the quote that ends it; short escapes are as they would be written again. */
    private int text(int from) {
        int at = special(from);
        while (is(at, '\\')) {
            if (at + 1 == json.length || "\"\\bfnrt".indexOf(json[at + 1]) < 0) {
                return OTHER;
            }
            at = special(at + 2);
        }
        return is(at, '"') ? at + 1 : OTHER;
    }

    private int number(int from) {
        int at = is(from, '-') ? from + 1 : from;
        int end = digits(at);
        boolean zero = is(at, '0');
        if (end == at || end - at > MOST_DIGITS || (zero && (end - at > 1 || at > from))) {
            return OTHER;
        }
        if (is(end, '.')) {
            int fraction = end + 1;
            end = digits(fraction);
            if (end == fraction || end - fraction > MOST_DECIMALS) {
                return OTHER;
            }
        }
        return is(end, 'e') || is(end, 'E') ? OTHER : end;
    }

    private int digits(int from) {
        int at = from;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        return at;
    }
}
