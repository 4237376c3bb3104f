package dev.clickstream.collector.access;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The text of a secret in AWS Secrets Manager, asked for anew each time. Region and credentials come from the environment. */
public record AwsSecret(String id) implements Supplier<String> {
    /** A request waits for this: rather the old keys than a late answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** @throws software.amazon.awssdk.core.exception.SdkException if it cannot be read, or holds bytes instead of text */
    @Override
    public String get() {
        // A client of its own for each reading: one a minute, and none is left open in a snapshot of the function.
        try (SecretsManagerClient client = SecretsManagerClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(settings -> settings.apiCallTimeout(PATIENCE))
                .build()) {
            String text = client.getSecretValue(request -> request.secretId(id)).secretString();
            if (text == null) {
                throw SdkClientException.create("it holds bytes, and must hold text");
            }
            return text;
        }
    }
}
