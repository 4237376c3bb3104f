package dev.clickstream.rules;

import java.util.Arrays;
import java.util.Locale;

/** Whether a version of a rule acts. */
public enum Mode {
    ACTIVE,
    /** It is evaluated and counted, and changes nothing. */
    SHADOW,
    /** It is kept for its history only. */
    DELETED;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException if there is no mode of that name; the message lists them */
    public static Mode ofWord(String word) {
        return Arrays.stream(values())
                .filter(mode -> mode.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("mode must be one of "
                        + Arrays.stream(values()).map(Mode::word).toList() + ", was \"" + word + "\""));
    }
}
