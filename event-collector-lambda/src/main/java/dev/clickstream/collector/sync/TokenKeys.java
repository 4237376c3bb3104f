package dev.clickstream.collector.sync;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import dev.clickstream.source.Sources.UserTokenKeys;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;

/**
 * What users' tokens are checked by.
 *
 * @param audience that a token must name in {@code aud}; null if that is not looked at
 */
public record TokenKeys(JWKSet set, @Nullable String audience) {
    private static final int SECRET_BITS = 256;

    public TokenKeys {
        requireNonNull(set);
    }

    /** @throws IllegalArgumentException without showing any key */
    public static TokenKeys of(UserTokenKeys given) {
        JWKSet set;
        try {
            set = JWKSet.parse(given.keys());
        } catch (ParseException e) {
            // Its message may show what the text holds.
            throw new IllegalArgumentException("userTokens.keys must be JSON Web Keys, {\"kty\": …}");
        }
        if (set.isEmpty()) {
            throw new IllegalArgumentException("userTokens.keys must hold at least one key");
        }
        set.getKeys().stream()
                .filter(key -> key.getKeyType() == KeyType.OCT && key.size() < SECRET_BITS)
                .findAny()
                .ifPresent(key -> {
                    throw new IllegalArgumentException(
                            "a shared secret in userTokens.keys must be 32 bytes at least, was %d"
                                    .formatted(key.size() / 8));
                });
        return new TokenKeys(set, given.audience());
    }
}
