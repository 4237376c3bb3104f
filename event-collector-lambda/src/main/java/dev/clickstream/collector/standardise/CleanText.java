package dev.clickstream.collector.standardise;

import java.text.Normalizer;

/** Text that every store takes: no NUL, no half of a surrogate pair, composed (NFC). */
final class CleanText {
    private CleanText() {}

    /** The same instance when there is nothing to do, which is nearly always. */
    static String of(String text) {
        boolean ascii = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return of(text.replace("\0", ""));
            }
            ascii &= c < 0x80;
        }
        if (ascii) {
            return text;
        }
        String whole = withoutHalves(text);
        return Normalizer.isNormalized(whole, Normalizer.Form.NFC)
                ? whole
                : Normalizer.normalize(whole, Normalizer.Form.NFC);
    }

    /** A text cut in the middle of an emoji, as browsers do, cannot be written as UTF-8. */
    private static String withoutHalves(String text) {
        StringBuilder whole = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            if (whole == null) {
                whole = new StringBuilder(text);
            }
            whole.setCharAt(i, '\uFFFD');
        }
        return whole == null ? text : whole.toString();
    }
}
