package dev.clickstream.infra.check.template;

import static java.util.Map.entry;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The names a deployment could give: made up, but of the right form and different for different resources. */
final class Physical {
    static final String ACCOUNT = "111122223333";
    static final String REGION = "ap-southeast-1";

    /** @param nameProperty where a template may name it; empty for none @param arn with {n} its name and {u} an id */
    private record Kind(String nameProperty, String arn, boolean refIsArn) {}

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            named("AWS::IAM::Role", "RoleName", "arn:aws:iam::{a}:role/{n}"),
            byArn("AWS::IAM::ManagedPolicy", "ManagedPolicyName", "arn:aws:iam::{a}:policy/{n}"),
            named("AWS::S3::Bucket", "BucketName", "arn:aws:s3:::{n}"),
            named("AWS::KMS::Key", "", "arn:aws:kms:{r}:{a}:key/{u}"),
            named("AWS::DynamoDB::GlobalTable", "TableName", "arn:aws:dynamodb:{r}:{a}:table/{n}"),
            named("AWS::DynamoDB::Table", "TableName", "arn:aws:dynamodb:{r}:{a}:table/{n}"),
            byArn("AWS::SecretsManager::Secret", "Name", "arn:aws:secretsmanager:{r}:{a}:secret:{n}-a1B2c3"),
            byArn("AWS::MSK::Cluster", "ClusterName", "arn:aws:kafka:{r}:{a}:cluster/{n}/{u}-1"),
            byArn("AWS::MSK::ServerlessCluster", "ClusterName", "arn:aws:kafka:{r}:{a}:cluster/{n}/{u}-s1"),
            byArn("AWS::MSK::Configuration", "Name", "arn:aws:kafka:{r}:{a}:configuration/{n}/{u}-1"),
            named("AWS::Lambda::Function", "FunctionName", "arn:aws:lambda:{r}:{a}:function:{n}"),
            named("AWS::Logs::LogGroup", "LogGroupName", "arn:aws:logs:{r}:{a}:log-group:{n}:*"),
            byArn("AWS::SNS::Topic", "TopicName", "arn:aws:sns:{r}:{a}:{n}"),
            named("AWS::SQS::Queue", "QueueName", "arn:aws:sqs:{r}:{a}:{n}"),
            named("AWS::ECS::Cluster", "ClusterName", "arn:aws:ecs:{r}:{a}:cluster/{n}"),
            byArn("AWS::ECS::Service", "ServiceName", "arn:aws:ecs:{r}:{a}:service/{n}"),
            byArn("AWS::ECS::TaskDefinition", "Family", "arn:aws:ecs:{r}:{a}:task-definition/{n}:1"),
            named("AWS::ECR::Repository", "RepositoryName", "arn:aws:ecr:{r}:{a}:repository/{n}"),
            named(
                    "AWS::RedshiftServerless::Namespace",
                    "NamespaceName",
                    "arn:aws:redshift-serverless:{r}:{a}:namespace/{u}"),
            named(
                    "AWS::RedshiftServerless::Workgroup",
                    "WorkgroupName",
                    "arn:aws:redshift-serverless:{r}:{a}:workgroup/{u}"),
            named(
                    "AWS::ElastiCache::ServerlessCache",
                    "ServerlessCacheName",
                    "arn:aws:elasticache:{r}:{a}:serverlesscache:{n}"),
            named("AWS::ElastiCache::User", "UserId", "arn:aws:elasticache:{r}:{a}:user:{n}"),
            named("AWS::ElastiCache::UserGroup", "UserGroupId", "arn:aws:elasticache:{r}:{a}:usergroup:{n}"));

    private final String stack;
    private final String id;
    private final String type;
    private final Kind kind;
    private final String name;

    private Physical(String stack, String id, String type, Kind kind, String name) {
        this.stack = stack;
        this.id = id;
        this.type = type;
        this.kind = kind;
        this.name = name;
    }

    private static Map.Entry<String, Kind> named(String type, String nameProperty, String arn) {
        return entry(type, new Kind(nameProperty, arn, false));
    }

    private static Map.Entry<String, Kind> byArn(String type, String nameProperty, String arn) {
        return entry(type, new Kind(nameProperty, arn, true));
    }

    /** The property by which a template names a resource of that type; empty for none. */
    static String nameProperty(String type) {
        return kind(type).nameProperty();
    }

    /** @param given the name that the template gives; empty for a generated one */
    static Physical of(String stack, String id, String type, String given) {
        String generated =
                type.equals("AWS::S3::Bucket") ? (stack + "-" + id).toLowerCase(Locale.ROOT) : stack + "-" + id;
        return new Physical(stack, id, type, kind(type), given.isEmpty() ? generated : given);
    }

    private static Kind kind(String type) {
        String[] words = type.toLowerCase(Locale.ROOT).split("::");
        String service = words.length > 1 ? words[1] : "custom";
        return KINDS.getOrDefault(
                type, new Kind("", "arn:aws:%s:{r}:{a}:%s/{n}".formatted(service, words[words.length - 1]), false));
    }

    /** What somebody could give for a parameter without a default. */
    static String parameter(String id) {
        return id.endsWith("Arn") ? "arn:aws:parameter:%s:%s:%s".formatted(REGION, ACCOUNT, id) : "parameter-" + id;
    }

    String ref() {
        if (type.equals("AWS::KMS::Key")) {
            return uuid();
        }
        return kind.refIsArn() ? arn() : name;
    }

    String arn() {
        return filled(kind.arn());
    }

    String attribute(String attribute) {
        return switch (attribute) {
            case "Arn", "ARN", "TopicArn", "Namespace.NamespaceArn", "Workgroup.WorkgroupArn", "SecretArn" -> arn();
            case "Namespace.AdminPasswordSecretArn" ->
                filled("arn:aws:secretsmanager:{r}:{a}:secret:redshift!{n}-admin-a1B2c3");
            case "RepositoryUri" -> filled("{a}.dkr.ecr.{r}.amazonaws.com/{n}");
            case "Name", "TopicName", "ServiceName", "RoleName" -> name;
            case "KeyId", "Workgroup.WorkgroupId", "Namespace.NamespaceId" -> uuid();
            default -> name + "." + attribute;
        };
    }

    private String uuid() {
        return UUID.nameUUIDFromBytes((stack + "/" + id).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private String filled(String pattern) {
        return pattern.replace("{a}", ACCOUNT)
                .replace("{r}", REGION)
                .replace("{n}", name)
                .replace("{u}", uuid());
    }
}
