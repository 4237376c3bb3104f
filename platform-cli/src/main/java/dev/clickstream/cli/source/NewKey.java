package dev.clickstream.cli.source;

import dev.clickstream.source.Source;
import java.security.SecureRandom;
import java.util.Base64;

/** Keys that nobody can guess. */
public final class NewKey {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int WRITE_KEY_BYTES = 18;
    private static final int SECRET_BYTES = 36;

    private NewKey() {}

    /** 24 letters, digits, hyphens and underscores. */
    public static String writeKey() {
        return text(WRITE_KEY_BYTES);
    }

    public static Source.ServerKey serverKey(String id) {
        return new Source.ServerKey(id, text(SECRET_BYTES));
    }

    private static String text(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
