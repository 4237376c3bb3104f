package dev.clickstream.collector.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The known write keys and the source that each stands for. */
public final class WriteKeys {
    private record Key(byte[] key, String source) {}

    private final List<Key> keys;

    private WriteKeys(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * @param list {@code key=source,key2=source2}
     * @throws IllegalArgumentException naming the entry by its place, never by its key
     */
    public static WriteKeys parse(String list) {
        List<Key> keys = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String[] entries = list.split(",", -1);
        for (int i = 0; i < entries.length; i++) {
            String entry = entries[i].strip();
            int equals = entry.lastIndexOf('=');
            if (equals <= 0 || equals == entry.length() - 1) {
                throw new IllegalArgumentException("entry %d must be key=source".formatted(i + 1));
            }
            String key = entry.substring(0, equals).strip();
            String source = entry.substring(equals + 1).strip();
            if (!source.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) {
                throw new IllegalArgumentException(
                        "entry %d: a source is 1 to 128 letters, digits, dots, hyphens and underscores"
                                .formatted(i + 1));
            }
            if (!seen.add(key)) {
                throw new IllegalArgumentException("entry %d repeats the key of another entry".formatted(i + 1));
            }
            keys.add(new Key(key.getBytes(StandardCharsets.UTF_8), source));
        }
        return new WriteKeys(keys);
    }

    /** The source of a key. Takes the same time whichever key it is and however much of it is right. */
    public Optional<String> source(String presented) {
        byte[] bytes = presented.getBytes(StandardCharsets.UTF_8);
        String source = null;
        for (Key key : keys) {
            if (MessageDigest.isEqual(key.key(), bytes)) {
                source = key.source();
            }
        }
        return Optional.ofNullable(source);
    }
}
