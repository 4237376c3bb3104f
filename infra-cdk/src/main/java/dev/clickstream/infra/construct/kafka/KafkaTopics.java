package dev.clickstream.infra.construct.kafka;

import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.msk.CfnTopic;
import software.constructs.Construct;
import tools.jackson.databind.json.JsonMapper;

/** Every topic there is, with the settings that event-model declares, and the changelogs of the stream services. */
public final class KafkaTopics extends Construct {
    private static final int REPLICAS = 3;

    private final String clusterArn;

    /** @param partitions of the main topics and of all that go with them */
    public KafkaTopics(Construct scope, String id, String clusterArn, int partitions) {
        super(scope, id);
        this.clusterArn = clusterArn;
        for (Topic topic : Topics.all()) {
            boolean main = topic.partitions() == Topics.PARTITIONS;
            make(topic.name(), main ? partitions : topic.partitions(), topic.settings());
        }
        InternalTopics.all().forEach(name -> make(name, partitions, InternalTopics.SETTINGS));
    }

    private void make(String name, int partitions, Map<String, String> settings) {
        CfnTopic.Builder.create(this, name)
                .clusterArn(clusterArn)
                .topicName(name)
                .partitionCount(partitions)
                .replicationFactor(REPLICAS)
                .configs(encoded(settings))
                .build();
    }

    /** As an object of JSON whose values are texts, in Base64: so MSK takes settings. */
    private static String encoded(Map<String, String> settings) {
        return Base64.getEncoder().encodeToString(new JsonMapper().writeValueAsBytes(new TreeMap<>(settings)));
    }
}
