package dev.clickstream.infra.check.data;

import dev.clickstream.infra.check.rule.Check;
import dev.clickstream.infra.check.rule.Fault;
import dev.clickstream.infra.check.template.Resource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Keys, secrets, and the logs and topics that a key must guard. */
public final class KeyChecks {
    private static final String KEY = "AWS::KMS::Key";
    private static final String SECRET = "AWS::SecretsManager::Secret";
    private static final String LOGS = "AWS::Logs::LogGroup";
    /** Those that change a key or who may use it. */
    private static final Set<String> ADMINISTRATION = Set.of(
            "kms:PutKeyPolicy",
            "kms:ScheduleKeyDeletion",
            "kms:DisableKey",
            "kms:CreateGrant",
            "kms:DeleteImportedKeyMaterial");

    private KeyChecks() {}

    public static List<Check> all() {
        return List.of(
                Check.of(
                        "kms-rotation",
                        "a key is rotated each year",
                        KEY,
                        key -> Fault.not(key, "EnableKeyRotation", "true")),
                Check.of(
                        "kms-policy",
                        "only the account may do everything with a key; anybody else named actions under a condition, and never its administration",
                        KEY,
                        KeyChecks::openPolicy),
                Check.of(
                        "secrets-cmk",
                        "a key of ours encrypts a secret",
                        SECRET,
                        secret -> Fault.missing(secret, "KmsKeyId")),
                Check.of(
                        "secrets-not-in-template",
                        "a secret's value is not in the template",
                        SECRET,
                        secret -> Fault.when(secret.has("SecretString"), "SecretString is in the template")),
                Check.of("logs-retention", "logs have an end", LOGS, group -> Fault.missing(group, "RetentionInDays")),
                Check.of("logs-cmk", "a key of ours encrypts logs", LOGS, group -> Fault.missing(group, "KmsKeyId")),
                Check.of(
                        "sns-cmk",
                        "a key of ours encrypts notices",
                        "AWS::SNS::Topic",
                        topic -> Fault.when(
                                !topic.has("KmsMasterKeyId")
                                        || topic.text("KmsMasterKeyId").equals("alias/aws/sns"),
                                Fault.said(topic, "KmsMasterKeyId"))));
    }

    private static Optional<String> openPolicy(Resource key) {
        return Fault.joined(
                Resource.elements(key.at("KeyPolicy.Statement")),
                statement -> statement.path("Effect").asString("").equals("Allow")
                        && !isAccount(statement)
                        && isOpen(statement),
                statement -> "statement %s is for %s"
                        .formatted(statement.path("Sid").asString("without a name"), statement.path("Principal")));
    }

    private static boolean isAccount(JsonNode statement) {
        List<JsonNode> principals =
                Resource.elements(statement.path("Principal").path("AWS"));
        return principals.size() == 1
                && statement.path("Principal").size() == 1
                && principals.getFirst().asString("").matches("arn:aws:iam::\\d{12}:root");
    }

    private static boolean isOpen(JsonNode statement) {
        boolean wide = Resource.elements(statement.path("Action")).stream()
                .map(action -> action.asString(""))
                .anyMatch(action -> action.equals("*") || action.equals("kms:*") || ADMINISTRATION.contains(action));
        JsonNode principal = statement.path("Principal");
        boolean everybody = principal.asString("").equals("*")
                || Resource.elements(principal.path("AWS")).stream()
                        .anyMatch(each -> each.asString("").equals("*"));
        boolean unconditional = statement.path("Condition").isEmpty();
        return wide || everybody && unconditional || principal.has("Service") && unconditional;
    }
}
