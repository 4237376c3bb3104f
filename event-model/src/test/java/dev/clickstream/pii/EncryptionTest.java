package dev.clickstream.pii;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncryptionTest {
    private static final PiiKeys KEYS =
            PiiKeys.parse("{\"current\":\"k1\",\"k1\":\"0123456789abcdef0123456789abcdef\"}");
    private static final PiiKeys OTHERS =
            PiiKeys.parse("{\"current\":\"k1\",\"k1\":\"another 0123456789abcdef01234567\"}");

    private final Encryption encryption = new Encryption(KEYS, new SecureRandom());

    @Property
    void whatIsDecryptedIsWhatWasEncrypted(@ForAll byte[] value) {
        String encrypted = encryption.encrypt(value);

        assertThat(TreatedForm.is(encrypted)).isTrue();
        assertThat(Encryption.decrypt(encrypted, KEYS)).isEqualTo(value);
    }

    @Test
    void equalValuesDoNotLookEqual() {
        assertThat(encryption.encrypt("E1234567".getBytes(UTF_8)))
                .isNotEqualTo(encryption.encrypt("E1234567".getBytes(UTF_8)));
    }

    @Test
    void aChangedValueAndAnotherKeyAreTold() {
        String encrypted = encryption.encrypt("E1234567".getBytes(UTF_8));
        char last = encrypted.charAt(encrypted.length() - 3);
        String changed = encrypted.substring(0, encrypted.length() - 3)
                + (last == 'A' ? 'B' : 'A')
                + encrypted.substring(encrypted.length() - 2);

        assertThatThrownBy(() -> Encryption.decrypt(changed, KEYS)).hasMessageContaining("was changed");
        assertThatThrownBy(() -> Encryption.decrypt(encrypted, OTHERS)).hasMessageContaining("another key k1");
        assertThatThrownBy(() -> Encryption.decrypt(encrypted.replace(":k1:", ":k2:"), KEYS))
                .hasMessageContaining("none of the id k2; they hold [k1]");
        assertThatThrownBy(() -> Encryption.decrypt("ann", KEYS)).hasMessageContaining("not an encrypted value");
    }

    @Test
    void hashesAndTokensAreEqualForEqualTextsAndTellTheirKey() {
        KeyedText keyed = new KeyedText(KEYS);

        assertThat(keyed.hash("ann")).startsWith("hash:k1:").isEqualTo(keyed.hash("ann"));
        assertThat(keyed.token("email", "ann"))
                .isEqualTo(keyed.token("email", "ann"))
                .isNotEqualTo(keyed.token("phone", "ann"));
        assertThat(new KeyedText(OTHERS).hash("ann")).isNotEqualTo(keyed.hash("ann"));
        assertThat(TreatedForm.is(keyed.hash("ann"))).isTrue();
        assertThat(TreatedForm.is(keyed.token("email", "ann"))).isTrue();
        assertThat(TreatedForm.is("hash:k1:ann")).isFalse();
    }

    /** Made by the Python of docs/how-to/protect-personal-data.md. */
    @Test
    void anotherLanguageMakesAndReadsTheSame() {
        KeyedText keyed = new KeyedText(KEYS);

        assertThat(keyed.hash("ann@example.com")).isEqualTo("hash:k1:iNAi7Y9gADMWVR9lRkf6FXcmywOYpOjQrGxv1vq7nnU");
        assertThat(keyed.token("email", "ann@example.com")).isEqualTo("token:k1:MNSKeqUPZasACg9u9sveMQ");
        assertThat(Encryption.decrypt(
                        "encrypted:k1:T5yTR5YKcpYHjEBtCrVWL4wwPP9QXhk3mgbIIges-n_h9BjB2L6Afw:AAECAwQFBgcICQoLAjPkKPHQ9CxZIGKsxUu3Q90xX_BtskQa",
                        KEYS))
                .asString(UTF_8)
                .isEqualTo("E1234567");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1] | must be one JSON object of texts",
                "{\"k\":\"0123456789abcdef0123456789abcdef\"} | \"current\" is missing",
                "{\"current\":\"x\",\"k\":\"0123456789abcdef0123456789abcdef\"} | \"current\" names the key x, which is not among the keys [k]",
                "{\"current\":\"k\",\"k\":\"short\"} | the secret of key k must have at least 32 characters, had 5",
                "{\"current\":\"k:\",\"k:\":\"0123456789abcdef0123456789abcdef\"} | a key id must be",
            })
    void wrongKeysAreRefusedWithoutShowingThem(String json, String message) {
        assertThatThrownBy(() -> PiiKeys.parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("0123456789");
        assertThat(KEYS.toString()).doesNotContain("0123456789");
    }
}
