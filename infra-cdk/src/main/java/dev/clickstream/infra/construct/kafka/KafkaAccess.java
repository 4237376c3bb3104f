package dev.clickstream.infra.construct.kafka;

import dev.clickstream.infra.construct.access.Statements;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * What a program may do on a cluster whose clients sign in with IAM: statements on exact topics and groups. Nobody gets to
 * create or change a topic.
 *
 * @param clusterArn of the cluster; topics and groups have ARNs made of its parts
 */
public record KafkaAccess(String clusterArn) {
    private static final String CLUSTER = ":cluster/";

    /** To connect, and to write without doubles, which Kafka counts as a right on the cluster. */
    public List<PolicyStatement> produce(List<String> topics) {
        return List.of(
                Statements.allow(
                        "KafkaConnect",
                        List.of("kafka-cluster:Connect", "kafka-cluster:WriteDataIdempotently"),
                        List.of(clusterArn)),
                write(topics));
    }

    /** To read topics as a member of a group. */
    public List<PolicyStatement> consume(String group, List<String> topics) {
        return List.of(connect(), read(topics), member(List.of(group)));
    }

    /** To read topics as a member of groups, and to write others without doubles. */
    public List<PolicyStatement> consumeAndProduce(List<String> groups, List<String> from, List<String> to) {
        List<PolicyStatement> all = new ArrayList<>(produce(to));
        all.add(read(from));
        all.add(member(groups));
        return all;
    }

    /** All that a service of Kafka Streams needs: its group, its transactions, and its own changelogs besides. */
    public List<PolicyStatement> stream(String applicationId, List<String> from, List<String> to) {
        List<String> changelogs = InternalTopics.of(applicationId);
        List<String> read = new ArrayList<>(from);
        read.addAll(changelogs);
        List<String> written = new ArrayList<>(to);
        written.addAll(changelogs);
        return List.of(connect(), read(read), write(written), member(List.of(applicationId)), transact(applicationId));
    }

    private PolicyStatement connect() {
        return Statements.allow("KafkaConnect", List.of("kafka-cluster:Connect"), List.of(clusterArn));
    }

    private PolicyStatement read(List<String> topics) {
        return Statements.allow(
                "KafkaRead", List.of("kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"), topicArns(topics));
    }

    private PolicyStatement write(List<String> topics) {
        return Statements.allow(
                "KafkaWrite", List.of("kafka-cluster:DescribeTopic", "kafka-cluster:WriteData"), topicArns(topics));
    }

    private PolicyStatement member(List<String> groups) {
        return Statements.allow(
                "KafkaGroup",
                List.of("kafka-cluster:DescribeGroup", "kafka-cluster:AlterGroup"),
                groups.stream().map(group -> arn("group", group)).toList());
    }

    /** By prefix: Kafka Streams puts an id of the process after the application's. */
    private PolicyStatement transact(String applicationId) {
        return Statements.allow(
                "KafkaTransactions",
                List.of("kafka-cluster:DescribeTransactionalId", "kafka-cluster:AlterTransactionalId"),
                List.of(arn("transactional-id", applicationId + "-*")));
    }

    private List<String> topicArns(List<String> topics) {
        return topics.stream()
                .distinct()
                .sorted()
                .map(topic -> arn("topic", topic))
                .toList();
    }

    /** {@code arn:…:cluster/name/uuid} becomes {@code arn:…:topic/name/uuid/thing}. */
    private String arn(String kind, String thing) {
        List<String> parts = Fn.split(CLUSTER, clusterArn, 2);
        return "%s:%s/%s/%s".formatted(parts.get(0), kind, parts.get(1), thing);
    }
}
