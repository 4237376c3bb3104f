package dev.clickstream.redshift.copy.parquet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Rows in the text format of PostgreSQL's COPY, as bytes: tabs between values, backslash escapes, \N for null. */
final class CopyText {

    private byte[] bytes = new byte[1 << 17];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void separate() {
        put((byte) '\t');
    }

    void endRow() {
        put((byte) '\n');
    }

    void putNull() {
        put((byte) '\\');
        put((byte) 'N');
    }

    /** Text that has nothing to escape: numbers, dates, true and false. */
    void putPlain(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        reserve(ascii.length);
        System.arraycopy(ascii, 0, bytes, length, ascii.length);
        length += ascii.length;
    }

    void putText(byte[] utf8) {
        reserve(2 * utf8.length);
        for (byte b : utf8) {
            switch (b) {
                case '\\' -> escape('\\');
                case '\t' -> escape('t');
                case '\n' -> escape('n');
                case '\r' -> escape('r');
                default -> bytes[length++] = b;
            }
        }
    }

    /** Text as one JSON string, its backslashes doubled once more for COPY. */
    void putJsonString(byte[] utf8) {
        reserve(7 * utf8.length + 2);
        bytes[length++] = '"';
        for (byte b : utf8) {
            switch (b) {
                case '"' -> jsonEscape("\"");
                case '\\' -> jsonEscape("\\\\");
                case '\n' -> jsonEscape("n");
                case '\r' -> jsonEscape("r");
                case '\t' -> jsonEscape("t");
                default -> {
                    if (b >= 0 && b < 0x20) {
                        jsonEscape("u%04x".formatted(b));
                    } else {
                        bytes[length++] = b;
                    }
                }
            }
        }
        bytes[length++] = '"';
    }

    private void jsonEscape(String escaped) {
        bytes[length++] = '\\';
        bytes[length++] = '\\';
        for (int at = 0; at < escaped.length(); at++) {
            bytes[length++] = (byte) escaped.charAt(at);
        }
    }

    private void escape(char escaped) {
        bytes[length++] = '\\';
        bytes[length++] = (byte) escaped;
    }

    private void put(byte single) {
        reserve(1);
        bytes[length++] = single;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
