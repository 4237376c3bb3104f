package dev.clickstream.infra.check.policy;

import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What each program does, so what its role must be allowed. Of the stream services it is read off the goldens of their
 * topologies: a new source, sink or store that has no right fails here.
 */
final class Needs {
    private static final Path GOLDENS = Path.of("../stream-processor/src/test/resources/golden");
    private static final Pattern SOURCES = Pattern.compile("topics: \\[([^\\]]*)]");
    private static final Pattern SINK = Pattern.compile("\\(topic: ([^)]*)\\)");
    private static final Pattern STORES = Pattern.compile("stores: \\[([^\\]]*)]");
    private static final String THROUGH = "kms:ViaService";

    private final Deployment to;
    private final List<Case> cases = new ArrayList<>();

    private Needs(Deployment to) {
        this.to = to;
    }

    static List<Case> of(Deployment deployment) throws IOException {
        Needs needs = new Needs(deployment);
        needs.collector();
        needs.drain();
        needs.streams("workflows");
        needs.streams("groups");
        needs.rules();
        needs.sink();
        needs.loader();
        needs.warehouse();
        needs.starts();
        return needs.cases;
    }

    private void collector() {
        String role = "collector";
        add(role, "connects to the cluster", "kafka-cluster:Connect", to.clusterArn());
        add(role, "writes without doubles", "kafka-cluster:WriteDataIdempotently", to.clusterArn());
        for (Topic topic : Stream.concat(Topics.events().stream(), Stream.of(Topics.REJECTED))
                .toList()) {
            writes(role, topic.name());
        }
        add(role, "reads its keys for personal data", "secretsmanager:GetSecretValue", to.piiKeysSecret());
        add(role, "reads who may send", "secretsmanager:GetSecretValue", to.sourcesSecret());
        add(role, "decrypts both", "kms:Decrypt", to.sourcesKey(), THROUGH, service("secretsmanager"));
        add(role, "decrypts its settings", "kms:Decrypt", to.functionKeyArn(), THROUGH, service("lambda"));
        add(role, "tells of failures", "sns:Publish", to.failuresTopic());
        add(
                role,
                "encrypts what it tells of failures",
                "kms:GenerateDataKey",
                to.functionKeyArn(),
                THROUGH,
                service("sns"));
        add(role, "writes its log", "logs:PutLogEvents", to.collectorLog());
        add(role, "begins a log", "logs:CreateLogStream", to.collectorLog());
        add(role, "signs in to the cache", "elasticache:Connect", to.cacheArn());
        add(role, "signs in to the cache as the collector", "elasticache:Connect", to.cacheUser("-collector"));
        add(
                role,
                "keeps batches that Kafka does not take",
                "s3:PutObject",
                to.lake("spill/x"),
                "s3:if-none-match",
                "*",
                "s3:ObjectCreationOperation",
                "true");
        add(role, "has them encrypted", "kms:GenerateDataKey", to.dataKey(), THROUGH, service("s3"));
        network(role);
        add(role, "writes traces", "xray:PutTraceSegments", "*");
    }

    private void drain() {
        String role = "drain";
        add(role, "connects to the cluster", "kafka-cluster:Connect", to.clusterArn());
        add(role, "writes without doubles", "kafka-cluster:WriteDataIdempotently", to.clusterArn());
        for (Topic topic : Stream.concat(Topics.events().stream(), Stream.of(Topics.REJECTED))
                .toList()) {
            writes(role, topic.name());
        }
        add(role, "finds what waits", "s3:ListBucket", to.lake());
        add(role, "reads what waits", "s3:GetObject", to.lake("spill/x"));
        add(role, "deletes what the brokers have acknowledged", "s3:DeleteObject", to.lake("spill/x"));
        add(role, "has it decrypted", "kms:Decrypt", to.dataKey(), THROUGH, service("s3"));
        add(role, "decrypts its settings", "kms:Decrypt", to.functionKeyArn(), THROUGH, service("lambda"));
        add(role, "writes its log", "logs:PutLogEvents", to.drainLog());
        add(role, "begins a log", "logs:CreateLogStream", to.drainLog());
        network(role);
        add(role, "writes traces", "xray:PutTraceSegments", "*");
    }

    private void network(String role) {
        String network = "arn:aws:ec2:ap-southeast-1:111122223333:network-interface/*";
        add(role, "has network interfaces made for it", "ec2:CreateNetworkInterface", network);
        add(role, "has network interfaces found for it", "ec2:DescribeNetworkInterfaces", "*");
        add(role, "has network interfaces removed for it", "ec2:DeleteNetworkInterface", network);
    }

    private void streams(String application) throws IOException {
        String topology = Files.readString(GOLDENS.resolve(application + "-topology.txt"));
        add(application, "connects to the cluster", "kafka-cluster:Connect", to.clusterArn());
        Set<String> written = new TreeSet<>(words(SINK, topology));
        written.add(Topics.DEAD_LETTERS.name());
        Set<String> read = new TreeSet<>(words(SOURCES, topology));
        read.add(Topics.ERASURES.name());
        for (String store : words(STORES, topology)) {
            String changelog = "%s-%s-changelog".formatted(application, store);
            read.add(changelog);
            written.add(changelog);
        }
        read.forEach(topic -> reads(application, topic));
        written.forEach(topic -> writes(application, topic));
        joins(application, application);
        String id = to.transactionalId(application + "-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9-1");
        add(application, "writes in transactions", "kafka-cluster:AlterTransactionalId", id);
        add(application, "looks at its transactions", "kafka-cluster:DescribeTransactionalId", id);
    }

    private void rules() {
        for (String role : List.of("workflows", "groups")) {
            add(role, "signs in to the cache", "elasticache:Connect", to.cacheArn());
            add(role, "signs in to the cache as its reader", "elasticache:Connect", to.cacheUser("-reader"));
            add(role, "reads the rules while the cache is away", "dynamodb:Scan", to.rulesTableArn());
            add(role, "has rules decrypted", "kms:Decrypt", to.dataKey(), THROUGH, service("dynamodb"));
        }
    }

    private void sink() {
        add("sink", "connects to the cluster", "kafka-cluster:Connect", to.clusterArn());
        reads("sink", Topics.RECENT_ITEMS.name());
        joins("sink", "sink");
        reads("sink", Topics.SYNC.name());
        joins("sink", "sync");
        add("sink", "signs in to the cache", "elasticache:Connect", to.cacheArn());
        add("sink", "signs in to the cache as who tells devices", "elasticache:Connect", to.cacheUser("-sync"));
        writes("sink", Topics.DEAD_LETTERS.name());
        add("sink", "writes them without doubles", "kafka-cluster:WriteDataIdempotently", to.clusterArn());
        add("sink", "puts items into the hot table", "dynamodb:PutItem", to.tableArn());
        add("sink", "puts items into the table of the next generation", "dynamodb:PutItem", to.tableArn() + "-g2");
        add("sink", "reads the table pointer", "dynamodb:GetItem", to.tableArn(), "dynamodb:LeadingKeys", "#tables");
        add("sink", "has items encrypted", "kms:Decrypt", to.dataKey(), THROUGH, service("dynamodb"));
    }

    private void loader() {
        add("loader", "connects to the cluster", "kafka-cluster:Connect", to.clusterArn());
        List<Topic> topics = new ArrayList<>(Topics.events());
        topics.addAll(List.of(
                Topics.REJECTED,
                Topics.DEAD_LETTERS,
                Topics.LATE,
                Topics.IDENTITY_LINKS,
                Topics.RULES,
                Topics.ERASURES));
        topics.forEach(topic -> reads("loader", topic.name()));
        joins("loader", "warehouse-loader");
        for (String prefix : List.of("landing/", "plan/", "manifest/")) {
            add("loader", "reads " + prefix, "s3:GetObject", to.lake(prefix + "x"));
            add(
                    "loader",
                    "writes what is not there yet to " + prefix,
                    "s3:PutObject",
                    to.lake(prefix + "x"),
                    "s3:if-none-match",
                    "*",
                    "s3:ObjectCreationOperation",
                    "true");
        }
        add("loader", "is told what is not there yet", "s3:ListBucket", to.lake());
        add("loader", "has files encrypted", "kms:GenerateDataKey", to.dataKey(), THROUGH, service("s3"));
        add("loader", "has files decrypted", "kms:Decrypt", to.dataKey(), THROUGH, service("s3"));
        add("loader", "signs in to the warehouse", "redshift-serverless:GetCredentials", to.workgroupArn());
    }

    private void warehouse() {
        add("runner", "signs in to the warehouse", "redshift-serverless:GetCredentials", to.workgroupArn());
        add("copy", "reads landed files", "s3:GetObject", to.lake("landing/x"));
        add("copy", "reads manifests", "s3:GetObject", to.lake("manifest/x"));
        add("copy", "finds landed files", "s3:ListBucket", to.lake());
        add("copy", "has files decrypted", "kms:Decrypt", to.dataKey(), THROUGH, service("s3"));
        add("flow-log", "writes the flow log", "logs:PutLogEvents", to.flowLog());
        add("flow-log", "begins a flow log", "logs:CreateLogStream", to.flowLog());
    }

    private void starts() {
        for (String program : List.of("workflows", "groups", "sink", "loader", "runner")) {
            String role = program + "-start";
            add(role, "signs in to the registry", "ecr:GetAuthorizationToken", "*");
            for (String action : List.of("BatchGetImage", "GetDownloadUrlForLayer", "BatchCheckLayerAvailability")) {
                add(
                        role,
                        "draws its program's image (%s)".formatted(action),
                        "ecr:" + action,
                        to.repositoryOf(program));
            }
            add(role, "begins its program's log", "logs:CreateLogStream", to.logOf(program));
            add(role, "writes its program's log", "logs:PutLogEvents", to.logOf(program));
        }
    }

    private void reads(String role, String topic) {
        add(role, "finds " + topic, "kafka-cluster:DescribeTopic", to.topic(topic));
        add(role, "reads " + topic, "kafka-cluster:ReadData", to.topic(topic));
    }

    private void writes(String role, String topic) {
        add(role, "finds " + topic, "kafka-cluster:DescribeTopic", to.topic(topic));
        add(role, "writes " + topic, "kafka-cluster:WriteData", to.topic(topic));
    }

    private void joins(String role, String group) {
        add(role, "joins its group", "kafka-cluster:AlterGroup", to.group(group));
        add(role, "finds its group", "kafka-cluster:DescribeGroup", to.group(group));
    }

    private void add(String role, String what, String action, String resource, String... context) {
        Case need = Case.of(to, role, what, action, resource, context);
        if (!cases.contains(need)) {
            cases.add(need);
        }
    }

    private static Set<String> words(Pattern pattern, String text) {
        Set<String> words = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            Stream.of(matcher.group(1).split(","))
                    .map(String::strip)
                    .filter(word -> !word.isEmpty())
                    .forEach(words::add);
        }
        return words;
    }

    private static String service(String name) {
        return "%s.ap-southeast-1.amazonaws.com".formatted(name);
    }
}
