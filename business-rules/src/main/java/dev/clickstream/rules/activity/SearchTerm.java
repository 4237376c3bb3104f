package dev.clickstream.rules.activity;

import java.text.Normalizer;
import java.util.Locale;

/** What was typed, as one would compare it. */
final class SearchTerm {
    private SearchTerm() {}

    /** Composed (NFC), lower case, blanks folded to one. A term of blanks alone stays as it is. */
    static String normalise(String term) {
        String folded = Normalizer.normalize(term, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
        return folded.isEmpty() ? term : folded;
    }
}
