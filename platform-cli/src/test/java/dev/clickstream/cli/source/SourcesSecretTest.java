package dev.clickstream.cli.source;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageResponse;

class SourcesSecretTest extends SourcesStoreContract {
    @Override
    SourcesStore holding(String text) {
        return new SourcesSecret(new InMemorySecret(text), "sources");
    }

    /** One secret, with the service's rule for moving a label: the one who has it must be named. */
    private static final class InMemorySecret implements SecretsManagerClient {
        private final Map<String, String> versions = new LinkedHashMap<>();
        private String current = "v1";

        InMemorySecret(String text) {
            versions.put(current, text);
        }

        @Override
        public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
            return GetSecretValueResponse.builder()
                    .versionId(current)
                    .secretString(versions.get(current))
                    .build();
        }

        @Override
        public PutSecretValueResponse putSecretValue(PutSecretValueRequest request) {
            if (request.versionStages().isEmpty()) {
                current = request.clientRequestToken();
            }
            versions.put(request.clientRequestToken(), request.secretString());
            return PutSecretValueResponse.builder().build();
        }

        @Override
        public UpdateSecretVersionStageResponse updateSecretVersionStage(UpdateSecretVersionStageRequest request) {
            if (!current.equals(request.removeFromVersionId())) {
                throw InvalidParameterException.builder()
                        .message("the staging label is not attached to that version")
                        .build();
            }
            current = request.moveToVersionId();
            return UpdateSecretVersionStageResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "secretsmanager";
        }

        @Override
        public void close() {
            versions.clear();
        }
    }
}
