package dev.clickstream.pii;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Envelope encryption: values are encrypted with a data key of this process (AES-256-GCM, 12 random bytes of nonce), the
 * data key with the key that the key id names (AES key wrap, RFC 3394). A value carries all that its reader needs beside
 * the keys: {@code encrypted:<key id>:<wrapped data key>:<nonce, cipher text and tag>}, the last two in base64url. The key
 * id is authenticated with the value. Equal values give different texts. Safe for any number of threads.
 */
public final class Encryption {
    private static final String PREFIX = "encrypted:";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    /** Random nonces are safe for 2^32 values of one key; this stays far below, and bounds what one lost key opens. */
    private static final long VALUES_PER_DATA_KEY = 1L << 24;

    private static final Base64.Encoder TO_BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder FROM_BASE64 = Base64.getUrlDecoder();

    private final PiiKeys keys;
    private final SecureRandom random;
    private final AtomicReference<@Nullable DataKey> dataKey = new AtomicReference<>();

    private record DataKey(String keyId, SecretKey key, String wrapped, AtomicLong used) {}

    public Encryption(PiiKeys keys, SecureRandom random) {
        this.keys = requireNonNull(keys);
        this.random = requireNonNull(random);
    }

    /** The value in its encrypted form, with the current key. */
    public String encrypt(byte[] value) {
        DataKey with = dataKey();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, with.key(), nonce, with.keyId());
            byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(value.length));
            cipher.doFinal(value, 0, value.length, sealed, NONCE_BYTES);
            return PREFIX + with.keyId() + ":" + with.wrapped() + ":" + TO_BASE64.encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }

    /**
     * The value as it was.
     *
     * @throws IllegalArgumentException if the text is not of that form, was changed, or its key is not among the keys
     */
    public static byte[] decrypt(String encrypted, PiiKeys keys) {
        String[] parts = encrypted.split(":", -1);
        if (parts.length != 4 || !encrypted.startsWith(PREFIX)) {
            throw new IllegalArgumentException(
                    "not an encrypted value: it must be encrypted:<key id>:<data key>:<text>");
        }
        try {
            Cipher unwrap = Cipher.getInstance("AESWrap");
            unwrap.init(Cipher.UNWRAP_MODE, keys.key(parts[1], PiiKeys.Use.WRAP));
            SecretKey dataKey = (SecretKey) unwrap.unwrap(FROM_BASE64.decode(parts[2]), "AES", Cipher.SECRET_KEY);
            byte[] sealed = FROM_BASE64.decode(parts[3]);
            byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, dataKey, nonce, parts[1])
                    .doFinal(sealed, NONCE_BYTES, Math.max(0, sealed.length - NONCE_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the value was changed, or encrypted with another key " + parts[1], e);
        }
    }

    /** Made on first use, not before: a snapshot of the function holds none that its copies would share. */
    private DataKey dataKey() {
        DataKey with = dataKey.get();
        if (with != null && with.used().incrementAndGet() <= VALUES_PER_DATA_KEY) {
            return with;
        }
        dataKey.compareAndSet(with, newDataKey());
        return dataKey();
    }

    private DataKey newDataKey() {
        try {
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(256, random);
            SecretKey key = generator.generateKey();
            Cipher wrap = Cipher.getInstance("AESWrap");
            wrap.init(Cipher.WRAP_MODE, keys.key(keys.current(), PiiKeys.Use.WRAP));
            return new DataKey(keys.current(), key, TO_BASE64.encodeToString(wrap.wrap(key)), new AtomicLong());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES key wrap", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String keyId) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(keyId.getBytes(UTF_8));
        return cipher;
    }
}
