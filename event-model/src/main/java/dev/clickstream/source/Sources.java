package dev.clickstream.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every source, and how to check who a user is.
 *
 * @param userTokens null if no user's device may ask for anything
 */
public record Sources(List<Source> all, @Nullable UserTokenKeys userTokens) {
    /**
     * What user tokens are signed by.
     *
     * @param keys a JWK set (RFC 7517), as JSON: shared secrets of a backend, or public keys
     * @param audience that a token must name; null if that is not looked at
     */
    public record UserTokenKeys(String keys, @Nullable String audience) {
        @Override
        public String toString() {
            return "UserTokenKeys[audience=%s]".formatted(audience);
        }
    }

    /** @throws IllegalArgumentException if two sources have one name or one key; names no key */
    public Sources {
        all = List.copyOf(all);
        Set<String> names = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (Source source : all) {
            if (!names.add(source.name())) {
                throw new IllegalArgumentException("two sources are named '%s'".formatted(source.name()));
            }
            for (String key : source.writeKeys()) {
                if (!keys.add(key)) {
                    throw new IllegalArgumentException(
                            "a write key of source '%s' is given twice".formatted(source.name()));
                }
            }
        }
    }

    /**
     * Reads the short form.
     *
     * @param list {@code key=source,key2=source2}
     * @throws IllegalArgumentException naming the entry by its place, never by its key
     */
    public static Sources parse(String list) {
        List<Source> all = new ArrayList<>();
        String[] entries = list.split(",", -1);
        for (int i = 0; i < entries.length; i++) {
            String entry = entries[i].strip();
            int equals = entry.lastIndexOf('=');
            if (equals <= 0 || equals == entry.length() - 1) {
                throw new IllegalArgumentException("entry %d must be key=source".formatted(i + 1));
            }
            String name = entry.substring(equals + 1).strip();
            String key = entry.substring(0, equals).strip();
            if (all.stream().anyMatch(source -> source.writeKeys().contains(key))) {
                throw new IllegalArgumentException("entry %d repeats the key of another entry".formatted(i + 1));
            }
            try {
                add(all, name, key);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("entry %d: %s".formatted(i + 1, e.getMessage()));
            }
        }
        return new Sources(all, null);
    }

    private static void add(List<Source> all, String name, String key) {
        for (int i = 0; i < all.size(); i++) {
            Source known = all.get(i);
            if (known.name().equals(name)) {
                List<String> keys = new ArrayList<>(known.writeKeys());
                keys.add(key);
                all.set(i, Source.open(name, keys));
                return;
            }
        }
        all.add(Source.open(name, List.of(key)));
    }

    /** Whose a write key is. Takes the same time whichever key it is and however much of it is right. */
    public Optional<Source> ofKey(String presented) {
        byte[] bytes = presented.getBytes(UTF_8);
        Source found = null;
        for (Source source : all) {
            for (String key : source.writeKeys()) {
                if (MessageDigest.isEqual(key.getBytes(UTF_8), bytes)) {
                    found = source;
                }
            }
        }
        return Optional.ofNullable(found);
    }

    public Optional<Source> named(String name) {
        return all.stream().filter(source -> source.name().equals(name)).findFirst();
    }

    /** With a source in the place of the one of its name, or beside the others. */
    public Sources with(Source changed) {
        List<Source> next = new ArrayList<>(all);
        int place = all.stream().map(Source::name).toList().indexOf(changed.name());
        if (place < 0) {
            next.add(changed);
        } else {
            next.set(place, changed);
        }
        return new Sources(next, userTokens);
    }

    public Sources without(String name) {
        return new Sources(
                all.stream().filter(source -> !source.name().equals(name)).toList(), userTokens);
    }
}
