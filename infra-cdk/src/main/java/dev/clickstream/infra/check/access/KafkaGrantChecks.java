package dev.clickstream.infra.check.access;

import dev.clickstream.infra.check.rule.Check;
import dev.clickstream.infra.check.rule.Fault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Rights in Kafka: AWS's own samples give patterns of topics, ours are exact. */
public final class KafkaGrantChecks {
    /** What changes the cluster or its topics is done by the deployment. */
    private static final Set<String> ADMINISTRATION = Set.of(
            "kafka-cluster:CreateTopic",
            "kafka-cluster:DeleteTopic",
            "kafka-cluster:AlterTopic",
            "kafka-cluster:AlterTopicDynamicConfiguration",
            "kafka-cluster:AlterCluster",
            "kafka-cluster:AlterClusterDynamicConfiguration",
            "kafka-cluster:DeleteGroup");

    private KafkaGrantChecks() {}

    public static List<Check> all() {
        return List.of(
                resources(
                        "kafka-topics",
                        "topics are named exactly, in one cluster",
                        arn -> kind(arn).equals("topic") && arn.contains("*")),
                resources(
                        "kafka-groups",
                        "groups are named exactly, in one cluster",
                        arn -> kind(arn).equals("group") && arn.contains("*")),
                resources(
                        "kafka-clusters",
                        "clusters are named exactly",
                        arn -> kind(arn).equals("cluster") && arn.contains("*") || arn.equals("*")),
                // Kafka Streams puts an id of the process behind the application's: a prefix is the finest there is.
                resources(
                        "kafka-transactions",
                        "transactional ids are an application's name and its ids, in one cluster",
                        arn -> kind(arn).equals("transactional-id") && !arn.matches("[^*]*/[a-z][a-z-]*-\\*|[^*]*")),
                Check.of(
                        "kafka-no-administration",
                        "no program creates, changes or deletes a topic",
                        Grant.POLICIES,
                        owner -> Fault.either(Grant.of(owner).stream()
                                .map(grant -> Fault.joined(
                                        grant.actions(),
                                        ADMINISTRATION::contains,
                                        action -> grant.name() + " allows " + action))
                                .toList())));
    }

    private static Check resources(String name, String demands, Predicate<String> wrong) {
        return Check.of(
                name,
                demands,
                Grant.POLICIES,
                owner -> Fault.either(Grant.of(owner).stream()
                        .filter(grant ->
                                grant.actions().stream().anyMatch(action -> action.startsWith("kafka-cluster:")))
                        .<Optional<String>>map(grant -> Fault.joined(
                                grant.resources(), wrong, arn -> "%s is for %s".formatted(grant.name(), arn)))
                        .toList()));
    }

    /** Topic, group, cluster or transactional-id; empty if the ARN is none of Kafka's. */
    private static String kind(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length < 6 ? "" : parts[5].substring(0, Math.max(0, parts[5].indexOf('/')));
    }
}
