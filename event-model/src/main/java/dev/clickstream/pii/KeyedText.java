package dev.clickstream.pii;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Base64;

/**
 * Takes the place of a text so that equal texts stay equal and nobody without the key can try texts out. A <em>hash</em>
 * ({@code hash:<key id>:<43 characters>}, HMAC-SHA-256 whole) is the same wherever the text stands, until the key is
 * rotated. A <em>token</em> ({@code token:<key id>:<22 characters>}) belongs to a domain, e.g. {@code email}: the same
 * text in another domain has another token; its key does not rotate with the others, so tokens join over years. Neither
 * can be turned back. Safe for any number of threads.
 */
public final class KeyedText {
    private static final int TOKEN_BYTES = 16;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final PiiKeys keys;

    public KeyedText(PiiKeys keys) {
        this.keys = requireNonNull(keys);
    }

    public String hash(String text) {
        String id = keys.current();
        return "hash:" + id + ":" + BASE64.encodeToString(PiiKeys.mac(keys.key(id, PiiKeys.Use.HASH), text));
    }

    /** @param domain what kind of thing the text is, e.g. {@code email}; never holds NUL */
    public String token(String domain, String text) {
        String id = keys.tokens();
        byte[] mac = PiiKeys.mac(keys.key(id, PiiKeys.Use.TOKEN), domain + '\0' + text);
        return "token:" + id + ":" + BASE64.encodeToString(Arrays.copyOf(mac, TOKEN_BYTES));
    }
}
