package dev.clickstream.infra.check.policy;

import dev.clickstream.infra.Profile;
import dev.clickstream.infra.SynthesisedApp;
import dev.clickstream.infra.check.template.Assembly;
import dev.clickstream.infra.check.template.Resource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One profile's stacks as the tests of its roles speak of them. Things are found by what they are for, not by logical ids:
 * a role by the program that runs with it.
 */
final class Deployment {
    private static final String REGION = "ap-southeast-1";
    private static final String ACCOUNT = "111122223333";

    private final Profile profile;
    private final Assembly assembly;
    private final Account account;
    private final Map<String, String> roles;

    private Deployment(Profile profile) {
        this.profile = profile;
        this.assembly = SynthesisedApp.of(profile);
        this.account = Account.of(assembly);
        this.roles = new LinkedHashMap<>();
        roles.put("collector", collector().text("Role"));
        roles.put("drain", drain().text("Role"));
        for (Resource task : assembly.resources("AWS::ECS::TaskDefinition")) {
            String program =
                    task.each("ContainerDefinitions").getFirst().path("Name").asString();
            roles.put(program, task.text("TaskRoleArn"));
            roles.put(program + "-start", task.text("ExecutionRoleArn"));
        }
        roles.put("copy", namespace().each("IamRoles").getFirst().asString());
        roles.put("flow-log", only("AWS::EC2::FlowLog").text("DeliverLogsPermissionArn"));
    }

    static Deployment of(Profile profile) {
        return new Deployment(profile);
    }

    Profile profile() {
        return profile;
    }

    Account account() {
        return account;
    }

    Assembly assembly() {
        return assembly;
    }

    /** By the program's name; {@code x-start} is what ECS uses to start x. */
    Map<String, String> roles() {
        return roles;
    }

    /** @throws IllegalArgumentException naming the roles there are */
    String role(String name) {
        return Optional.ofNullable(roles.get(name))
                .orElseThrow(() ->
                        new IllegalArgumentException("no role '%s'; there are %s".formatted(name, roles.keySet())));
    }

    private Resource collector() {
        return handledBy("CollectorFunction");
    }

    private Resource drain() {
        return handledBy("DrainFunction");
    }

    private Resource handledBy(String handler) {
        return assembly.resources("AWS::Lambda::Function").stream()
                .filter(function -> function.text("Handler").contains(handler))
                .findFirst()
                .orElseThrow();
    }

    String functionArn() {
        return collector().arn();
    }

    String functionKeyArn() {
        return collector().text("KmsKeyArn");
    }

    String sourcesSecret() {
        return collector().text("Environment.Variables.COLLECTOR_SOURCES_SECRET");
    }

    String piiKeysSecret() {
        return collector().text("Environment.Variables.COLLECTOR_PII_KEYS_SECRET");
    }

    /** The key of a secret that is not in the stacks is a parameter of the edge. */
    String sourcesKey() {
        return account.identityStatements(role("collector")).stream()
                .filter(statement -> statement.source().endsWith("SourcesKey"))
                .flatMap(statement -> statement.resources().stream())
                .findFirst()
                .orElseThrow();
    }

    String failuresTopic() {
        return collector().text("DeadLetterConfig.TargetArn");
    }

    String collectorLog() {
        return logStream(collector().text("LoggingConfig.LogGroup"));
    }

    String drainLog() {
        return logStream(drain().text("LoggingConfig.LogGroup"));
    }

    String clusterArn() {
        return only("AWS::MSK::Cluster").arn();
    }

    String topic(String name) {
        return kafka("topic", name);
    }

    String group(String name) {
        return kafka("group", name);
    }

    String transactionalId(String name) {
        return kafka("transactional-id", name);
    }

    private String kafka(String kind, String name) {
        return clusterArn().replace(":cluster/", ":" + kind + "/") + "/" + name;
    }

    String tableArn() {
        return tableKeyedBy("profile_id");
    }

    String rulesTableArn() {
        return tableKeyedBy("rule_id");
    }

    private String tableKeyedBy(String partitionKey) {
        return assembly.resources("AWS::DynamoDB::GlobalTable").stream()
                .filter(table -> table.each("KeySchema")
                        .getFirst()
                        .path("AttributeName")
                        .asString()
                        .equals(partitionKey))
                .findFirst()
                .orElseThrow()
                .arn();
    }

    String otherTableArn() {
        return "arn:aws:dynamodb:%s:%s:table/other".formatted(REGION, ACCOUNT);
    }

    private Resource lakeBucket() {
        return assembly.resources("AWS::S3::Bucket").stream()
                .filter(bucket -> bucket.at("LifecycleConfiguration").toString().contains("landing/"))
                .findFirst()
                .orElseThrow();
    }

    String lake() {
        return lakeBucket().arn();
    }

    String lake(String key) {
        return lake() + "/" + key;
    }

    /** What encrypts the lake and the hot table. */
    String dataKey() {
        return lakeBucket()
                .each("BucketEncryption.ServerSideEncryptionConfiguration")
                .getFirst()
                .path("ServerSideEncryptionByDefault")
                .path("KMSMasterKeyID")
                .asString();
    }

    String accessLog(String key) {
        return "arn:aws:s3:::" + lakeBucket().text("LoggingConfiguration.DestinationBucketName") + "/" + key;
    }

    List<String> keys() {
        return assembly.resources("AWS::KMS::Key").stream().map(Resource::arn).toList();
    }

    private Resource namespace() {
        return only("AWS::RedshiftServerless::Namespace");
    }

    String namespaceArn() {
        return namespace().arn();
    }

    String adminSecret() {
        return "arn:aws:secretsmanager:%s:%s:secret:redshift!%s-admin-a1B2c3"
                .formatted(REGION, ACCOUNT, namespace().text("NamespaceName"));
    }

    String workgroupArn() {
        return only("AWS::RedshiftServerless::Workgroup").arn();
    }

    String cacheArn() {
        return only("AWS::ElastiCache::ServerlessCache").arn();
    }

    String cacheUser(String suffix) {
        return assembly.resources("AWS::ElastiCache::User").stream()
                .filter(user -> user.text("UserName").endsWith(suffix))
                .findFirst()
                .orElseThrow()
                .arn();
    }

    /** The repository from which a program's image comes. */
    String repositoryOf(String program) {
        String image = container(program).path("Image").asString();
        String name = image.substring(image.indexOf('/') + 1, image.lastIndexOf(':'));
        return "arn:aws:ecr:%s:%s:repository/%s".formatted(REGION, ACCOUNT, name);
    }

    private static String image(String program) {
        return List.of("loader", "runner").contains(program) ? program : "processor";
    }

    String logOf(String program) {
        return logStream(container(program)
                .path("LogConfiguration")
                .path("Options")
                .path("awslogs-group")
                .asString());
    }

    private JsonNode container(String program) {
        return assembly.resources("AWS::ECS::TaskDefinition").stream()
                .map(task -> task.each("ContainerDefinitions").getFirst())
                .filter(container -> container.path("Name").asString().equals(program))
                .findFirst()
                .orElseThrow();
    }

    String flowLog() {
        return logStream(only("AWS::EC2::FlowLog").text("LogGroupName"));
    }

    private static String logStream(String group) {
        return "arn:aws:logs:%s:%s:log-group:%s:log-stream:x".formatted(REGION, ACCOUNT, group);
    }

    private Resource only(String type) {
        List<Resource> resources = assembly.resources(type);
        if (resources.size() != 1) {
            throw new IllegalStateException("one %s expected, found %s".formatted(type, resources));
        }
        return resources.getFirst();
    }

    /** ARNs made readable and free of logical ids, for a document. */
    String readable(String text) {
        Map<String, String> names =
                new TreeMap<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        names.put(clusterArn(), "the cluster");
        for (String kind : List.of("topic", "group", "transactional-id")) {
            names.put(kafka(kind, ""), kind + " ");
        }
        names.put(tableArn(), "the hot table");
        names.put(rulesTableArn(), "the table of rules");
        names.put(lake(), "the lake");
        names.put(dataKey(), "the data's key");
        names.put(functionKeyArn(), "the collector's key");
        names.put(sourcesSecret(), "the sources' secret");
        names.put(piiKeysSecret(), "the secret of the keys for personal data");
        names.put(sourcesKey(), "the sources' key");
        names.put(failuresTopic(), "the collector's failures");
        names.put(workgroupArn(), "the workgroup");
        names.put(cacheArn(), "the cache");
        names.put(cacheUser("-reader"), "the cache's user reader");
        names.put(cacheUser("-sync"), "the cache's user sync");
        names.put(cacheUser("-collector"), "the cache's user collector");
        Stream.of("workflows", "groups", "sink", "loader", "runner").forEach(program -> {
            names.put(logGroup(logOf(program)), "the log of " + program);
            names.put(repositoryOf(program), "the images of the " + image(program));
        });
        names.put(logGroup(collectorLog()), "the collector's log");
        names.put(logGroup(drainLog()), "the drain's log");
        names.put(logGroup(flowLog()), "the flow log");
        String readable = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            readable = readable.replace(name.getKey(), name.getValue());
        }
        return readable;
    }

    private static String logGroup(String stream) {
        return stream.replace(":log-stream:x", ":*");
    }
}
