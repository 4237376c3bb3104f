package dev.clickstream.collector.decode;

import java.util.Arrays;

/**
 * Half of a surrogate pair, written as an escape: text that was cut in the middle of an emoji. The parser takes it in a value,
 * where it is mended later, and refuses it in a name, and with it the whole body.
 */
final class Halves {
    private static final int ESCAPE = 6;
    private static final byte[] REPLACEMENT = {'\\', 'u', 'f', 'f', 'f', 'd'};

    private Halves() {}

    /** With U+FFFD in the place of each, so that nothing moves; the same instance when there is none. */
    static byte[] mended(byte[] json) {
        byte[] mended = json;
        int i = 0;
        while (i < json.length - 1) {
            if (json[i] != '\\') {
                i++;
                continue;
            }
            int unit = unit(json, i);
            if (Character.isSurrogate((char) unit)) {
                int next = unit(json, i + ESCAPE);
                if (Character.isHighSurrogate((char) unit) && Character.isLowSurrogate((char) next)) {
                    i += ESCAPE;
                } else {
                    mended = mended == json ? Arrays.copyOf(json, json.length) : mended;
                    System.arraycopy(REPLACEMENT, 0, mended, i, ESCAPE);
                }
                i += ESCAPE;
            } else {
                i += 2;
            }
        }
        return mended;
    }

    /** What the escape that begins here stands for; 0 if none of four digits does. */
    private static int unit(byte[] json, int from) {
        if (from + ESCAPE > json.length || json[from] != '\\' || json[from + 1] != 'u') {
            return 0;
        }
        int unit = 0;
        for (int i = from + 2; i < from + ESCAPE; i++) {
            int digit = Character.digit(json[i], 16);
            if (digit < 0) {
                return 0;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }
}
