package dev.clickstream.pii;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The secrets that personal data is treated with, by key id: {@code {"current": "2026-11", "tokens": "2026-11", "2026-11":
 * "…at least 32 random characters…"}}. New hashes and ciphers are made with the current one, tokens with the one that
 * {@code tokens} names (so that they stay joinable when the current one changes); the others are kept to read what was
 * written with them. Of each secret three keys are derived, one for each use. Immutable; safe for any number of threads.
 */
public final class PiiKeys {
    static final String KEY_ID = "[A-Za-z0-9._-]{1,32}";

    private static final int SHORTEST_SECRET = 32;
    private static final String CURRENT = "current";
    private static final String TOKENS = "tokens";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String current;
    private final String tokens;
    private final Map<String, KeySet> sets;

    /** What a secret's keys are for. None can be told from another one. */
    enum Use {
        HASH,
        TOKEN,
        WRAP
    }

    private record KeySet(Map<Use, SecretKeySpec> keys) {}

    private PiiKeys(String current, String tokens, Map<String, KeySet> sets) {
        this.current = current;
        this.tokens = tokens;
        this.sets = Map.copyOf(sets);
    }

    /** @throws IllegalArgumentException saying what is wrong, without any of the secrets */
    public static PiiKeys parse(String json) {
        Map<String, String> members;
        try {
            members = JSON.readValue(json, new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (JacksonException e) {
            // Its message would show what the text holds.
            throw new IllegalArgumentException(
                    "the keys must be one JSON object of texts: \"current\", \"tokens\" and key ids with their secrets");
        }
        String current = members.remove(CURRENT);
        if (current == null) {
            throw new IllegalArgumentException("\"current\" is missing: the id of the key for new values");
        }
        String tokens = members.remove(TOKENS);
        Map<String, KeySet> sets = new LinkedHashMap<>();
        members.forEach((id, secret) -> sets.put(id, keySet(id, secret)));
        return new PiiKeys(
                known(CURRENT, current, sets.keySet()),
                known(TOKENS, tokens == null ? current : tokens, sets.keySet()),
                sets);
    }

    private static String known(String member, String id, Set<String> ids) {
        if (!ids.contains(id)) {
            throw new IllegalArgumentException(
                    "\"%s\" names the key %s, which is not among the keys %s".formatted(member, id, ids));
        }
        return id;
    }

    private static KeySet keySet(String id, @Nullable String secret) {
        if (!id.matches(KEY_ID)) {
            throw new IllegalArgumentException(
                    "a key id must be 1 to 32 of A-Z a-z 0-9 . _ -, was \"%s\"".formatted(id));
        }
        if (secret == null || secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("the secret of key %s must have at least %d characters, had %d"
                    .formatted(id, SHORTEST_SECRET, secret == null ? 0 : secret.length()));
        }
        SecretKeySpec root = new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256");
        Map<Use, SecretKeySpec> keys = new LinkedHashMap<>();
        for (Use use : Use.values()) {
            String label = "clickstream/" + use.name().toLowerCase(Locale.ROOT);
            byte[] derived = mac(root, label);
            keys.put(use, new SecretKeySpec(derived, use == Use.WRAP ? "AES" : "HmacSHA256"));
        }
        return new KeySet(keys);
    }

    /** Id of the key for new hashes and encrypted values. */
    public String current() {
        return current;
    }

    /** Id of the key for tokens. */
    public String tokens() {
        return tokens;
    }

    /** @throws IllegalArgumentException if there is no such key */
    SecretKeySpec key(String id, Use use) {
        KeySet set = sets.get(id);
        if (set == null) {
            throw new IllegalArgumentException(
                    "the keys hold none of the id %s; they hold %s".formatted(id, sets.keySet()));
        }
        return requireNonNull(set.keys().get(use));
    }

    static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    /** Never shows a secret. */
    @Override
    public String toString() {
        return "PiiKeys[current=%s, tokens=%s, ids=%s]".formatted(current, tokens, sets.keySet());
    }
}
