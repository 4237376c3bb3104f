package dev.clickstream.cli.source;

import static java.util.Objects.requireNonNull;

import dev.clickstream.source.Sources;
import dev.clickstream.source.SourcesJson;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;

/**
 * The document in a secret of AWS Secrets Manager. A change is stored as a version beside the current one, and then the label
 * {@code AWSCURRENT} is moved from the version that was read: the service refuses that if it is no longer there. So of two who
 * change at once one is told. The version before stays as {@code AWSPREVIOUS}.
 */
public final class SourcesSecret implements SourcesStore {
    private static final String CURRENT = "AWSCURRENT";

    private final SecretsManagerClient secrets;
    private final String id;

    /** @param id ARN or name */
    public SourcesSecret(SecretsManagerClient secrets, String id) {
        this.secrets = requireNonNull(secrets);
        this.id = requireNonNull(id);
    }

    @Override
    public Held read() {
        try {
            GetSecretValueResponse current = secrets.getSecretValue(request -> request.secretId(id));
            if (current.secretString() == null) {
                throw new SourcesException(where() + " holds bytes, and must hold text");
            }
            return new Held(SourcesJson.read(current.secretString()), current.versionId());
        } catch (IllegalArgumentException e) {
            throw new SourcesException("%s is wrong: %s".formatted(where(), e.getMessage()));
        } catch (SdkException e) {
            throw new SourcesException("%s cannot be read: %s".formatted(where(), e.getMessage()));
        }
    }

    @Override
    public void write(Sources sources, Held before) {
        String version = UUID.randomUUID().toString();
        try {
            secrets.putSecretValue(request -> request.secretId(id)
                    .clientRequestToken(version)
                    .secretString(SourcesJson.write(sources))
                    .versionStages(List.of("change-" + version)));
            secrets.updateSecretVersionStage(request -> request.secretId(id)
                    .versionStage(CURRENT)
                    .removeFromVersionId(before.version())
                    .moveToVersionId(version));
        } catch (InvalidParameterException e) {
            throw changedMeanwhile();
        } catch (SdkException e) {
            throw new SourcesException("%s cannot be written: %s".formatted(where(), e.getMessage()));
        }
    }

    @Override
    public String where() {
        return "secret " + id;
    }
}
