package dev.clickstream.collector.derive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Percent-encoded text of a query, where a plus is a space. What is no encoding stays as it is. */
final class PercentText {
    private PercentText() {}

    static String decoded(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(UTF_8);
        ByteArrayOutputStream result = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            if (low >= 0) {
                // NUL, which no store takes, is left out here as in all text.
                if ((high | low) != 0) {
                    result.write(high << 4 | low);
                }
                i += 2;
            } else {
                result.write(bytes[i] == '+' ? ' ' : bytes[i]);
            }
        }
        return result.toString(UTF_8);
    }
}
