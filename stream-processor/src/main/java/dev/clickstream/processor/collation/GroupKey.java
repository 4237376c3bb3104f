package dev.clickstream.processor.collation;

/** A category of a profile as one text: the key of its group and of its last snapshot. */
final class GroupKey {
    /** Cannot occur within an id: the collector strips it from all text. */
    private static final char SEPARATOR = '\0';

    private GroupKey() {}

    static String of(String profile, String category) {
        return profile + SEPARATOR + category;
    }

    static String profile(String key) {
        return key.substring(0, key.indexOf(SEPARATOR));
    }

    static String category(String key) {
        return key.substring(key.indexOf(SEPARATOR) + 1);
    }
}
