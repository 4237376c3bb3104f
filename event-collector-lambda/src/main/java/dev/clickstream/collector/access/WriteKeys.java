package dev.clickstream.collector.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

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
        Map<String, String> sources = new LinkedHashMap<>();
        String[] entries = list.split(",", -1);
        for (int i = 0; i < entries.length; i++) {
            String entry = entries[i].strip();
            int equals = entry.lastIndexOf('=');
            if (equals <= 0 || equals == entry.length() - 1) {
                throw new IllegalArgumentException("entry %d must be key=source".formatted(i + 1));
            }
            String source = entry.substring(equals + 1).strip();
            if (sources.put(entry.substring(0, equals).strip(), source) != null) {
                throw new IllegalArgumentException("entry %d repeats the key of another entry".formatted(i + 1));
            }
        }
        return of(sources);
    }

    /**
     * @param sources write key to source
     * @throws IllegalArgumentException naming the entry by its place, never by its key
     */
    public static WriteKeys of(Map<String, String> sources) {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one write key");
        }
        List<Key> keys = new ArrayList<>();
        sources.forEach((key, source) -> {
            if (source == null || !source.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) {
                throw new IllegalArgumentException(
                        "entry %d: a source is 1 to 128 letters, digits, dots, hyphens and underscores"
                                .formatted(keys.size() + 1));
            }
            keys.add(new Key(key.getBytes(StandardCharsets.UTF_8), source));
        });
        return new WriteKeys(keys);
    }

    /**
     * @param json {@code {"key": "source"}}
     * @throws IllegalArgumentException naming the entry by its place, never by its key
     */
    public static WriteKeys ofJson(String json) {
        try {
            return of(JsonMapper.shared().readValue(json, new TypeReference<LinkedHashMap<String, String>>() {}));
        } catch (JacksonException e) {
            // Its message would show what the secret holds.
            throw new IllegalArgumentException("it must be a JSON object of write keys and their sources");
        }
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
