package dev.clickstream.infra.check.policy;

import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What somebody who holds a program's role would try next. Every one of these must be denied. */
final class Escalations {
    private static final String ACCOUNT = "ap-southeast-1:111122223333";
    private static final String THROUGH = "kms:ViaService";

    private final Deployment to;
    private final Deployment neighbour;
    private final List<Case> cases = new ArrayList<>();

    private Escalations(Deployment to, Deployment neighbour) {
        this.to = to;
        this.neighbour = neighbour;
    }

    /** @param neighbour another profile in the same account */
    static List<Case> of(Deployment deployment, Deployment neighbour) {
        Escalations escalations = new Escalations(deployment, neighbour);
        escalations.collector();
        escalations.workflows();
        escalations.groups();
        escalations.sink();
        escalations.loader();
        escalations.runner();
        escalations.copy();
        escalations.starts();
        escalations.anyProgramOfKafka();
        escalations.anyRole();
        return escalations.cases;
    }

    private void collector() {
        String role = "collector";
        for (Topic topic : others(Stream.concat(Topics.events().stream(), Stream.of(Topics.REJECTED))
                .toList())) {
            add(role, "writes " + topic.name(), "kafka-cluster:WriteData", to.topic(topic.name()));
        }
        for (Topic topic : Topics.all()) {
            add(role, "reads " + topic.name(), "kafka-cluster:ReadData", to.topic(topic.name()));
        }
        add(role, "joins a group", "kafka-cluster:AlterGroup", to.group("workflows"));
        add(
                role,
                "writes in somebody's transaction",
                "kafka-cluster:AlterTransactionalId",
                to.transactionalId("workflows-1"));
        add(role, "reads profiles", "dynamodb:GetItem", to.tableArn());
        add(role, "reads the lake", "s3:GetObject", to.lake("landing/x"));
        add(role, "writes the lake", "s3:PutObject", to.lake("landing/x"), "s3:if-none-match", "*");
        add(role, "signs in to the warehouse", "redshift-serverless:GetCredentials", to.workgroupArn());
        for (String user : List.of("-reader", "-sync", "-operator")) {
            add(role, "signs in to the cache as " + user.substring(1), "elasticache:Connect", to.cacheUser(user));
        }
        add(role, "changes who may send", "secretsmanager:PutSecretValue", to.sourcesSecret());
        add(role, "changes its keys for personal data", "secretsmanager:PutSecretValue", to.piiKeysSecret());
        add(role, "takes the sources' key without Secrets Manager", "kms:Decrypt", to.sourcesKey());
    }

    private void workflows() {
        String role = "workflows";
        for (Topic topic : Topics.events()) {
            add(role, "writes the main topic " + topic.name(), "kafka-cluster:WriteData", to.topic(topic.name()));
        }
        add(role, "writes snapshots", "kafka-cluster:WriteData", to.topic(Topics.RECENT_ITEMS.name()));
        add(role, "writes rules", "kafka-cluster:WriteData", to.topic(Topics.RULES.name()));
        add(role, "reads all activity", "kafka-cluster:ReadData", to.topic(Topics.ACTIVITY.name()));
        add(
                role,
                "writes the state of groups",
                "kafka-cluster:WriteData",
                to.topic("groups-published-store-changelog"));
        add(role, "joins the group of groups", "kafka-cluster:AlterGroup", to.group("groups"));
        add(
                role,
                "fences the transactions of groups",
                "kafka-cluster:AlterTransactionalId",
                to.transactionalId("groups-1"));
        add(role, "writes the hot table", "dynamodb:PutItem", to.tableArn());
        add(role, "reads the lake", "s3:GetObject", to.lake("landing/x"));
        changesRules(role);
        add(role, "signs in to the warehouse", "redshift-serverless:GetCredentials", to.workgroupArn());
    }

    /** Who acts by the rules does not make them. */
    private void changesRules(String role) {
        for (String action : List.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "UpdateTable")) {
            add(role, "%s on the table of rules".formatted(action), "dynamodb:" + action, to.rulesTableArn());
        }
        add(role, "changes rules as the cache's operator", "elasticache:Connect", to.cacheUser("-operator"));
        add(role, "reads rules of another profile", "dynamodb:Scan", neighbour.rulesTableArn());
        add(role, "reads all profiles", "dynamodb:Scan", to.tableArn());
        add(role, "takes the table's key without DynamoDB", "kms:Decrypt", to.dataKey());
        add(role, "encrypts with the table's key", "kms:GenerateDataKey", to.dataKey(), THROUGH, service("dynamodb"));
    }

    private void groups() {
        String role = "groups";
        for (Topic topic : Topics.events()) {
            add(role, "writes the main topic " + topic.name(), "kafka-cluster:WriteData", to.topic(topic.name()));
            add(role, "reads the main topic " + topic.name(), "kafka-cluster:ReadData", to.topic(topic.name()));
        }
        add(role, "links devices to people", "kafka-cluster:WriteData", to.topic(Topics.IDENTITY_LINKS.name()));
        add(
                role,
                "writes the state of workflows",
                "kafka-cluster:WriteData",
                to.topic("workflows-identity-store-changelog"));
        add(role, "joins the group of workflows", "kafka-cluster:AlterGroup", to.group("workflows"));
        add(
                role,
                "fences the transactions of workflows",
                "kafka-cluster:AlterTransactionalId",
                to.transactionalId("workflows-1"));
        add(role, "writes the hot table", "dynamodb:PutItem", to.tableArn());
        changesRules(role);
    }

    private void sink() {
        String role = "sink";
        for (String action : List.of(
                "Scan",
                "Query",
                "GetItem",
                "BatchGetItem",
                "DeleteItem",
                "UpdateItem",
                "BatchWriteItem",
                "UpdateTable",
                "UpdateTimeToLive",
                "UpdateContinuousBackups",
                "ExportTableToPointInTime",
                "RestoreTableToPointInTime",
                "PutResourcePolicy",
                "PartiQLSelect")) {
            add(role, "%s on the hot table".formatted(action), "dynamodb:" + action, to.tableArn());
        }
        add(role, "reads a profile", "dynamodb:GetItem", to.tableArn(), "dynamodb:LeadingKeys", "user:ann");
        add(role, "writes a copy of another time", "dynamodb:PutItem", to.tableArn() + "-at-20261123T120000.000Z");
        add(role, "reads the table of the next generation", "dynamodb:GetItem", to.tableArn() + "-g2");
        add(role, "writes another table", "dynamodb:PutItem", to.otherTableArn());
        add(role, "writes rules", "dynamodb:PutItem", to.rulesTableArn());
        add(role, "reads rules", "dynamodb:Scan", to.rulesTableArn());
        add(role, "writes the hot table of another profile", "dynamodb:PutItem", neighbour.tableArn());
        add(role, "writes snapshots of its own", "kafka-cluster:WriteData", to.topic(Topics.RECENT_ITEMS.name()));
        add(role, "reads all activity", "kafka-cluster:ReadData", to.topic(Topics.ACTIVITY.name()));
        add(role, "joins the group of groups", "kafka-cluster:AlterGroup", to.group("groups"));
        add(role, "reads the lake with the table's key", "kms:Decrypt", to.dataKey(), THROUGH, service("s3"));
        add(role, "takes the table's key without DynamoDB", "kms:Decrypt", to.dataKey());
    }

    private void loader() {
        String role = "loader";
        for (String prefix : List.of("landing/", "plan/", "manifest/")) {
            add(
                    role,
                    "overwrites " + prefix,
                    "s3:PutObject",
                    to.lake(prefix + "x"),
                    "s3:ObjectCreationOperation",
                    "true");
            add(role, "deletes from " + prefix, "s3:DeleteObject", to.lake(prefix + "x"));
        }
        add(role, "deletes an old version", "s3:DeleteObjectVersion", to.lake("landing/x"));
        add(role, "reads outside its prefixes", "s3:GetObject", to.lake("other/x"));
        add(role, "writes outside its prefixes", "s3:PutObject", to.lake("other/x"), "s3:if-none-match", "*");
        add(role, "reads the lake of another profile", "s3:GetObject", neighbour.lake("landing/x"));
        add(role, "reads who read the lake", "s3:GetObject", to.accessLog("lake/x"));
        add(
                role,
                "sends files in the clear",
                "s3:PutObject",
                to.lake("landing/x"),
                "s3:if-none-match",
                "*",
                "aws:SecureTransport",
                "false");
        add(role, "uses an old TLS", "s3:GetObject", to.lake("landing/x"), "s3:TlsVersion", "1.1");
        add(role, "lets others read the lake", "s3:PutBucketPolicy", to.lake());
        add(role, "lets a rule delete the lake", "s3:PutLifecycleConfiguration", to.lake());
        add(role, "reads profiles", "dynamodb:GetItem", to.tableArn());
        add(role, "takes the lake's key without S3", "kms:Decrypt", to.dataKey());
        for (Topic topic : Topics.all()) {
            add(role, "writes " + topic.name(), "kafka-cluster:WriteData", to.topic(topic.name()));
        }
        for (Topic topic : List.of(Topics.ACTIVITY, Topics.SYNC, Topics.RECENT_ITEMS)) {
            add(role, "reads " + topic.name(), "kafka-cluster:ReadData", to.topic(topic.name()));
        }
        add(role, "joins the group of workflows", "kafka-cluster:AlterGroup", to.group("workflows"));
        add(
                role,
                "signs in to the warehouse of another profile",
                "redshift-serverless:GetCredentials",
                neighbour.workgroupArn());
        add(role, "signs in to the cache", "elasticache:Connect", to.cacheArn());
    }

    private void runner() {
        String role = "runner";
        add(role, "takes on the loader's role", "sts:AssumeRole", to.role("loader"));
        add(role, "takes on the role of COPY", "sts:AssumeRole", to.role("copy"));
        add(role, "reads the lake", "s3:GetObject", to.lake("landing/x"));
        add(role, "lists the lake", "s3:ListBucket", to.lake());
        add(role, "writes the lake", "s3:PutObject", to.lake("manifest/x"), "s3:if-none-match", "*");
        add(role, "connects to Kafka", "kafka-cluster:Connect", to.clusterArn());
        add(role, "reads profiles", "dynamodb:Query", to.tableArn());
        add(role, "takes the lake's key", "kms:Decrypt", to.dataKey(), THROUGH, service("s3"));
        add(
                role,
                "signs in to the warehouse of another profile",
                "redshift-serverless:GetCredentials",
                neighbour.workgroupArn());
        add(role, "changes the workgroup", "redshift-serverless:UpdateWorkgroup", to.workgroupArn());
    }

    private void copy() {
        String role = "copy";
        add(
                role,
                "writes the lake",
                "s3:PutObject",
                to.lake("landing/x"),
                "s3:if-none-match",
                "*",
                "s3:ObjectCreationOperation",
                "true");
        add(role, "deletes from the lake", "s3:DeleteObject", to.lake("landing/x"));
        add(role, "reads plans", "s3:GetObject", to.lake("plan/x"));
        add(role, "reads who read the lake", "s3:GetObject", to.accessLog("lake/x"));
        add(role, "encrypts with the lake's key", "kms:GenerateDataKey", to.dataKey(), THROUGH, service("s3"));
        add(role, "takes the lake's key without S3", "kms:Decrypt", to.dataKey());
        add(role, "reads profiles", "dynamodb:Scan", to.tableArn());
        add(role, "connects to Kafka", "kafka-cluster:Connect", to.clusterArn());
        add(role, "calls a function from SQL", "lambda:InvokeFunction", to.functionArn());
    }

    private void starts() {
        add("runner-start", "draws another program's image", "ecr:BatchGetImage", to.repositoryOf("loader"));
        add("loader-start", "draws another program's image", "ecr:BatchGetImage", to.repositoryOf("runner"));
        add("sink-start", "pushes an image", "ecr:PutImage", to.repositoryOf("sink"));
        add("sink-start", "uploads a layer", "ecr:UploadLayerPart", to.repositoryOf("sink"));
        add("sink-start", "writes into another program's log", "logs:PutLogEvents", to.logOf("loader"));
        add("sink-start", "reads its program's log", "logs:GetLogEvents", to.logOf("sink"));
        add("sink-start", "does its program's work", "dynamodb:PutItem", to.tableArn());
        add("loader-start", "does its program's work", "redshift-serverless:GetCredentials", to.workgroupArn());
        add("flow-log", "reads the flow log", "logs:GetLogEvents", to.flowLog());
        add("flow-log", "deletes the flow log", "logs:DeleteLogStream", to.flowLog());
    }

    /** On its own topics too: topics are the deployment's. */
    private void anyProgramOfKafka() {
        for (String role : List.of("collector", "workflows", "groups", "sink", "loader")) {
            String topic = to.topic(Topics.RECENT_ITEMS.name());
            for (String action :
                    List.of("CreateTopic", "DeleteTopic", "AlterTopic", "AlterTopicDynamicConfiguration")) {
                each(
                        role,
                        "any program: %s on any topic".formatted(action),
                        "kafka-cluster:" + action,
                        Topics.all().stream().map(each -> to.topic(each.name())).toList());
            }
            each(
                    role,
                    "any program: empties a topic of state",
                    "kafka-cluster:DeleteTopic",
                    List.of(
                            topic,
                            to.topic("workflows-identity-store-changelog"),
                            to.topic("groups-published-store-changelog")));
            each(role, "any program: alters the cluster", "kafka-cluster:AlterCluster", List.of(to.clusterArn()));
            each(
                    role,
                    "any program: alters the cluster's settings",
                    "kafka-cluster:AlterClusterDynamicConfiguration",
                    List.of(to.clusterArn()));
            each(
                    role,
                    "any program: deletes a group",
                    "kafka-cluster:DeleteGroup",
                    Stream.of("workflows", "groups", "sink", "warehouse-loader")
                            .map(to::group)
                            .toList());
            each(
                    role,
                    "any program: connects to another profile's cluster",
                    "kafka-cluster:Connect",
                    List.of(neighbour.clusterArn()));
            each(
                    role,
                    "any program: writes another profile's topics",
                    "kafka-cluster:WriteData",
                    Topics.all().stream()
                            .map(each -> neighbour.topic(each.name()))
                            .toList());
            each(
                    role,
                    "any program: reads another profile's topics",
                    "kafka-cluster:ReadData",
                    Topics.all().stream()
                            .map(each -> neighbour.topic(each.name()))
                            .toList());
            each(
                    role,
                    "any program: reads a topic whose name begins like its own",
                    "kafka-cluster:ReadData",
                    List.of(to.topic("clickstream.events-view.v10"), to.topic("clickstream.events-view.v1-copy")));
        }
    }

    private void anyRole() {
        for (String role : to.roles().keySet()) {
            String own = to.role(role);
            List<String> others =
                    to.roles().values().stream().filter(arn -> !arn.equals(own)).toList();
            each(role, "any role: takes on another program's role", "sts:AssumeRole", others);
            each(
                    role,
                    "any role: passes a role on",
                    "iam:PassRole",
                    List.copyOf(to.roles().values()));
            each(role, "any role: gives itself a policy", "iam:AttachRolePolicy", List.of(own));
            each(role, "any role: writes itself a policy", "iam:PutRolePolicy", List.of(own));
            each(role, "any role: lets somebody take it on", "iam:UpdateAssumeRolePolicy", List.of(own));
            each(role, "any role: takes its boundary off", "iam:DeleteRolePermissionsBoundary", List.of(own));
            each(
                    role,
                    "any role: changes a policy",
                    "iam:CreatePolicyVersion",
                    List.of("arn:aws:iam::111122223333:policy/any"));
            each(role, "any role: makes a user", "iam:CreateUser", List.of("arn:aws:iam::111122223333:user/mallory"));
            each(
                    role,
                    "any role: makes an access key",
                    "iam:CreateAccessKey",
                    List.of("arn:aws:iam::111122223333:user/mallory"));
            each(
                    role,
                    "any role: changes the collector's code",
                    "lambda:UpdateFunctionCode",
                    List.of(to.functionArn()));
            each(
                    role,
                    "any role: changes the collector's settings",
                    "lambda:UpdateFunctionConfiguration",
                    List.of(to.functionArn()));
            each(
                    role,
                    "any role: calls the collector past the API",
                    "lambda:InvokeFunction",
                    List.of(to.functionArn(), to.functionArn() + ":live"));
            each(role, "any role: lets others call the collector", "lambda:AddPermission", List.of(to.functionArn()));
            each(role, "any role: runs a task", "ecs:RunTask", List.of(arn("ecs", "task-definition/any:1")));
            each(role, "any role: defines a task", "ecs:RegisterTaskDefinition", List.of("*"));
            each(role, "any role: opens a shell in a task", "ecs:ExecuteCommand", List.of(arn("ecs", "task/any/1")));
            each(role, "any role: changes a service", "ecs:UpdateService", List.of(arn("ecs", "service/any/any")));
            each(role, "any role: changes a key's policy", "kms:PutKeyPolicy", to.keys());
            each(role, "any role: hands out a key", "kms:CreateGrant", to.keys());
            each(role, "any role: has a key deleted", "kms:ScheduleKeyDeletion", to.keys());
            each(role, "any role: decrypts with any key by itself", "kms:Decrypt", to.keys());
            each(
                    role,
                    "any role: decrypts with another profile's keys",
                    "kms:Decrypt",
                    neighbour.keys(),
                    THROUGH,
                    service("s3"));
            each(
                    role,
                    "any role: reads the warehouse's admin secret",
                    "secretsmanager:GetSecretValue",
                    List.of(to.adminSecret()));
            each(
                    role,
                    "any role: changes the warehouse's admin secret",
                    "secretsmanager:PutSecretValue",
                    List.of(to.adminSecret()));
            each(
                    role,
                    "any role: deletes the warehouse",
                    "redshift-serverless:DeleteNamespace",
                    List.of(to.namespaceArn()));
            each(
                    role,
                    "any role: resets the warehouse's admin",
                    "redshift-serverless:UpdateNamespace",
                    List.of(to.namespaceArn()));
            each(
                    role,
                    "any role: copies the warehouse",
                    "redshift-serverless:CreateSnapshot",
                    List.of(to.namespaceArn()));
            each(role, "any role: deletes the hot table", "dynamodb:DeleteTable", List.of(to.tableArn()));
            each(role, "any role: deletes the rules", "dynamodb:DeleteTable", List.of(to.rulesTableArn()));
            each(role, "any role: writes rules", "dynamodb:PutItem", List.of(to.rulesTableArn()));
            each(role, "any role: deletes the lake", "s3:DeleteBucket", List.of(to.lake()));
            each(role, "any role: opens the lake", "s3:PutBucketPublicAccessBlock", List.of(to.lake()));
            each(role, "any role: deletes the cluster", "kafka:DeleteCluster", List.of(to.clusterArn()));
            each(role, "any role: lets strangers into the cluster", "kafka:UpdateSecurity", List.of(to.clusterArn()));
            each(
                    role,
                    "any role: changes a stack",
                    "cloudformation:UpdateStack",
                    List.of(arn("cloudformation", "stack/any/1")));
            each(
                    role,
                    "any role: opens a security group",
                    "ec2:AuthorizeSecurityGroupIngress",
                    List.of(arn("ec2", "security-group/any")));
            each(
                    role,
                    "any role: makes a way out of the network",
                    "ec2:AttachInternetGateway",
                    List.of(arn("ec2", "internet-gateway/any")));
            each(
                    role,
                    "any role: deletes a log",
                    "logs:DeleteLogGroup",
                    List.of(to.collectorLog(), to.flowLog(), to.logOf("loader")));
            each(
                    role,
                    "any role: shortens a log's life",
                    "logs:PutRetentionPolicy",
                    List.of(to.collectorLog(), to.flowLog()));
        }
    }

    private static List<Topic> others(List<Topic> own) {
        return Topics.all().stream().filter(topic -> !own.contains(topic)).toList();
    }

    private void add(String role, String what, String action, String resource, String... context) {
        cases.add(Case.of(to, role, what, action, resource, context));
    }

    /** One escalation of a role, tried on several things. */
    private void each(String role, String what, String action, List<String> resources, String... context) {
        cases.add(new Case(
                role,
                what,
                resources.stream()
                        .map(resource -> Case.request(to.role(role), action, resource, context))
                        .toList()));
    }

    /** How many are named, the same of several roles counted once. */
    static int named(List<Case> cases) {
        Map<String, Case> named = new TreeMap<>();
        cases.forEach(each -> named.put(each.what().startsWith("any ") ? each.what() : each.toString(), each));
        return named.size();
    }

    private static String arn(String service, String thing) {
        return "arn:aws:%s:%s:%s".formatted(service, ACCOUNT, thing);
    }

    private static String service(String name) {
        return "%s.ap-southeast-1.amazonaws.com".formatted(name);
    }
}
