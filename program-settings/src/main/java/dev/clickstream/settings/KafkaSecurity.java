package dev.clickstream.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** How a program speaks to the brokers. */
public enum KafkaSecurity {
    /** In the clear: brokers on this machine, or inside one compose network. */
    PLAINTEXT(Map.of()),
    /** TLS without a name: the broker shows who it is, the program does not. */
    TLS(Map.of("security.protocol", "SSL")),
    /** Amazon MSK: TLS, and the program signs with the credentials of its role ({@code aws-msk-iam-auth}). */
    IAM(Map.of(
            "security.protocol", "SASL_SSL",
            "sasl.mechanism", "AWS_MSK_IAM",
            "sasl.jaas.config", "software.amazon.msk.auth.iam.IAMLoginModule required;",
            "sasl.client.callback.handler.class", "software.amazon.msk.auth.iam.IAMClientCallbackHandler"));

    private final Map<String, Object> clientSettings;

    KafkaSecurity(Map<String, Object> clientSettings) {
        this.clientSettings = clientSettings;
    }

    /** For any Kafka client, by Kafka's names. */
    Map<String, Object> clientSettings() {
        return clientSettings;
    }

    /** As in a setting. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String[] words() {
        return Arrays.stream(values()).map(KafkaSecurity::word).toArray(String[]::new);
    }

    /** @throws IllegalArgumentException if there is no such word */
    static KafkaSecurity of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
