package dev.clickstream.collector.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The write key in an Authorization header: {@code Basic base64(writeKey:)}, the colon not always there. */
public final class BasicCredentials {
    private static final String SCHEME = "Basic ";

    private BasicCredentials() {}

    /** Empty when there is no such header or no key in it; a header that cannot be read gives a key nobody has. */
    public static Optional<String> writeKey(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String key = decoded(authorization.substring(SCHEME.length()).strip());
        int colon = key.indexOf(':');
        return Optional.of(colon < 0 ? key : key.substring(0, colon)).filter(text -> !text.isEmpty());
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "\0";
        }
    }
}
