package dev.clickstream.loader.landing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes texts fit their columns: no NUL, which no warehouse takes, and not one byte too long. Counts what it had to cut. */
final class ColumnText {
    private static final String NUL = "\0";
    private static final String ESCAPED_NUL = "\\u0000";

    private long cuts;

    long cuts() {
        return cuts;
    }

    byte[] text(String value, int maxBytes) {
        boolean hasNul = value.contains(NUL);
        byte[] bytes = (hasNul ? value.replace(NUL, "") : value).getBytes(StandardCharsets.UTF_8);
        if (hasNul || bytes.length > maxBytes) {
            cuts++;
        }
        if (bytes.length <= maxBytes) {
            return bytes;
        }
        int end = maxBytes;
        while (isContinuation(bytes[end])) {
            end--;
        }
        return Arrays.copyOf(bytes, end);
    }

    /** JSON that is too long becomes a small object that says so: half an object would fail whoever parses it. */
    byte[] json(String json, int maxBytes) {
        String fit = withoutNul(json);
        byte[] bytes = fit.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > maxBytes || fit.length() != json.length()) {
            cuts++;
        }
        if (bytes.length <= maxBytes) {
            return bytes;
        }
        return "{\"_truncated\":true,\"bytes\":%d}".formatted(bytes.length).getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean isContinuation(byte utf8) {
        return (utf8 & 0b1100_0000) == 0b1000_0000;
    }

    /** Without NUL and its JSON escape, which COPY would take but JSON_PARSE and its like refuse. */
    private static String withoutNul(String json) {
        String text = json.contains(NUL) ? json.replace(NUL, "") : json;
        int found = text.indexOf(ESCAPED_NUL);
        if (found < 0) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        int from = 0;
        while (found >= 0) {
            boolean escape = backslashesBefore(text, found) % 2 == 0;
            kept.append(text, from, escape ? found : found + ESCAPED_NUL.length());
            from = found + ESCAPED_NUL.length();
            found = text.indexOf(ESCAPED_NUL, from);
        }
        return kept.append(text, from, text.length()).toString();
    }

    private static int backslashesBefore(String text, int end) {
        int start = end;
        while (start > 0 && text.charAt(start - 1) == '\\') {
            start--;
        }
        return end - start;
    }
}
