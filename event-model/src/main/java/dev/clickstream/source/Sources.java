package dev.clickstream.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every source, and how to check who a user is. */
public final class Sources {
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

    private final List<Source> all;
    private final @Nullable UserTokenKeys userTokens;
    /** By the SHA-256 of each write key. */
    private final Map<ByteBuffer, Source> ofKeys = new HashMap<>();

    /**
     * Of a document.
     *
     * @param userTokens null if no user's device may ask for anything
     * @throws IllegalArgumentException if two sources have one name or one key; names no key
     */
    public Sources(List<Source> all, @Nullable UserTokenKeys userTokens) {
        this.all = List.copyOf(all);
        this.userTokens = userTokens;
        Set<String> names = new HashSet<>();
        for (Source source : all) {
            if (!names.add(source.name())) {
                throw new IllegalArgumentException("two sources are named '%s'".formatted(source.name()));
            }
            for (String key : source.writeKeys()) {
                if (ofKeys.put(digest(key), source) != null) {
                    throw new IllegalArgumentException(
                            "a write key of source '%s' is given twice".formatted(source.name()));
                }
            }
        }
    }

    public List<Source> all() {
        return all;
    }

    /** Null if no user's device may ask for anything. */
    public @Nullable UserTokenKeys userTokens() {
        return userTokens;
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

    /**
     * Whose a write key is. Takes the same time whichever key it is, however much of it is right, and however many there are: what
     * is compared are digests, which nobody can bring near to one by trying.
     */
    public Optional<Source> ofKey(String presented) {
        return Optional.ofNullable(ofKeys.get(digest(presented)));
    }

    private static ByteBuffer digest(String key) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sources sources
                && all.equals(sources.all)
                && Objects.equals(userTokens, sources.userTokens);
    }

    @Override
    public int hashCode() {
        return Objects.hash(all, userTokens);
    }

    @Override
    public String toString() {
        return "Sources%s".formatted(all.stream().map(Source::name).toList());
    }
}
