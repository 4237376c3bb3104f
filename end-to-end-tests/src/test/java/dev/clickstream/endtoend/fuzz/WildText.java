package dev.clickstream.endtoend.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;

/** Texts and numbers that have broken some program or other, drawn from a seed. */
final class WildText {
    private static final List<String> PIECES = List.of(
            "a",
            "Z9",
            "hotel by the sea",
            " ",
            "\t",
            "\n",
            "\r",
            "\"",
            "\\",
            "\\u0000",
            "'",
            "';--",
            "|",
            ",",
            "<b>&amp;",
            "%00",
            "${jndi:x}",
            "{{x}}",
            "null",
            "NaN",
            "\u0000",
            "\u0001",
            "\u001f",
            "\u007f",
            "é",
            "e\u0301",
            "A\u030a\u0327",
            "\u0344",
            "ß",
            "İ",
            "漢字",
            "한글",
            "\u1100\u1161\u11a8",
            "नि",
            "עברית",
            "\u202e",
            "\u200d",
            "\ufeff",
            "\u2028",
            "\uffff",
            "\ud83d\ude00",
            "\ud83d\udc69\u200d\ud83d\ude80",
            "\ud834\udd5e",
            "\ud800",
            "\udc00\ud800");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-0.0",
            "1",
            "3.0",
            "0.1",
            "120.5000",
            "0.1000000000000000055511151231257827",
            "99999999999999.9999",
            "1e2",
            "1E+2",
            "1e-7",
            "1e308",
            "-9.99E307",
            "1e-308",
            "0e5",
            "0.00000000000000000000000000000000001",
            "2147483648",
            "9007199254740993",
            "9223372036854775807",
            "-9223372036854775808",
            "1234567890123456789012345.12345678901234");

    private final Random random;

    WildText(Random random) {
        this.random = random;
    }

    /** Of some pieces, seldom up to the very last byte of the limit. */
    String upTo(int bytes) {
        return switch (random.nextInt(12)) {
            case 0 -> filled("\ud83d\ude00", bytes);
            case 1 -> filled(piece(), bytes);
            case 2 -> "";
            default -> pieces(1 + random.nextInt(8), bytes);
        };
    }

    /** Never empty, and never blank. */
    String name(int bytes) {
        return cut("n" + random.nextInt(1000) + pieces(random.nextInt(4), bytes), bytes);
    }

    String number() {
        return random.nextInt(3) == 0
                ? Long.toString(random.nextLong() >> random.nextInt(64))
                : NUMBERS.get(random.nextInt(NUMBERS.size()));
    }

    private String pieces(int count, int bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(piece());
        }
        return cut(text.toString(), bytes);
    }

    private String piece() {
        return PIECES.get(random.nextInt(PIECES.size()));
    }

    /** As often as it fits: no byte more, whatever follows would be too much. */
    static String filled(String piece, int bytes) {
        String whole = cut(piece.repeat(bytes / piece.getBytes(UTF_8).length), bytes);
        return whole + "x".repeat(bytes - whole.getBytes(UTF_8).length);
    }

    static String cut(String text, int bytes) {
        String cut = text;
        while (cut.getBytes(UTF_8).length > bytes) {
            cut = cut.substring(0, cut.length() - 1);
        }
        return cut;
    }

    /** As JSON; half of a surrogate pair can only be sent as an escape, and any other character may be. */
    String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        boolean escapes = random.nextInt(8) == 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean half = Character.isSurrogate(c) && !isOfPair(text, i);
            if (c < 0x20 || half || escapes) {
                json.append("\\u%04x".formatted((int) c));
            } else if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    private static boolean isOfPair(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
