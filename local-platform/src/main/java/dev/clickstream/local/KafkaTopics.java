package dev.clickstream.local;

import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Makes those of the platform's topics that are not there yet. */
final class KafkaTopics {
    private static final short ONE_REPLICA = 1;

    private KafkaTopics() {}

    static void create(String bootstrap) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            Set<String> present = admin.listTopics().names().get();
            List<NewTopic> missing = Topics.all().stream()
                    .filter(topic -> !present.contains(topic.name()))
                    .map(KafkaTopics::newTopic)
                    .toList();
            admin.createTopics(missing).all().get();
            awaitLeaders(admin, missing);
        }
    }

    /**
     * Topics are there before the brokers lead them. An idempotent producer that comes in between may be refused for its sequence
     * until its delivery times out, so that a platform that says it is ready would lose two minutes.
     */
    private static void awaitLeaders(Admin admin, List<NewTopic> topics)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (NewTopic topic : topics) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                partitions.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        // Only leaders answer this; the client asks again until they do.
        admin.listOffsets(partitions).all().get();
    }

    private static NewTopic newTopic(Topic topic) {
        return new NewTopic(topic.name(), topic.partitions(), ONE_REPLICA).configs(topic.settings());
    }
}
