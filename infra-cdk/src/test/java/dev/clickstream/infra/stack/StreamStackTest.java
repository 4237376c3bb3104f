package dev.clickstream.infra.stack;

import static dev.clickstream.infra.Template.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickstream.event.Topic;
import dev.clickstream.event.Topics;
import dev.clickstream.infra.Profile;
import dev.clickstream.infra.StackName;
import dev.clickstream.infra.Synthesis;
import dev.clickstream.infra.Template;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StreamStackTest {
    private static Template stream;

    @BeforeAll
    static void synthesise() {
        stream = Synthesis.of(Profile.PRODUCTION).of(StackName.STREAM);
    }

    @Test
    void clientsSignInWithIamOverTlsAndInNoOtherWay() {
        JsonNode cluster = stream.only("AWS::MSK::Cluster");

        assertThat(cluster.at("/ClientAuthentication/Sasl/Iam/Enabled").asBoolean())
                .isTrue();
        assertThat(cluster.at("/ClientAuthentication/Sasl/Scram/Enabled").asBoolean(true))
                .isFalse();
        assertThat(cluster.at("/ClientAuthentication/Tls/Enabled").asBoolean(true))
                .isFalse();
        assertThat(cluster.at("/ClientAuthentication/Unauthenticated/Enabled").asBoolean(true))
                .isFalse();
        assertThat(cluster.at("/EncryptionInfo/EncryptionInTransit/ClientBroker")
                        .asString())
                .isEqualTo("TLS");
        assertThat(cluster.at("/EncryptionInfo/EncryptionInTransit/InCluster").asBoolean())
                .isTrue();
        assertThat(cluster.at("/EncryptionInfo/EncryptionAtRest/DataVolumeKMSKeyId")
                        .isMissingNode())
                .isFalse();
        assertThat(cluster.at("/BrokerNodeGroupInfo/ConnectivityInfo/PublicAccess/Type")
                        .asString())
                .isEqualTo("DISABLED");
    }

    @Test
    void brokersKeepWhatTheyAcknowledgeAndMakeNoTopicByThemselves() {
        JsonNode cluster = stream.only("AWS::MSK::Cluster");
        List<String> settings = Arrays.asList(stream.only("AWS::MSK::Configuration")
                .path("ServerProperties")
                .asString()
                .split("\n"));

        assertThat(cluster.path("KafkaVersion").asString()).isEqualTo("4.1.x.kraft");
        assertThat(cluster.path("NumberOfBrokerNodes").asInt()).isEqualTo(3);
        assertThat(cluster.at("/LoggingInfo/BrokerLogs/CloudWatchLogs/Enabled").asBoolean())
                .isTrue();
        assertThat(cluster.path("EnhancedMonitoring").asString()).isEqualTo("PER_BROKER");
        assertThat(settings)
                .contains(
                        "auto.create.topics.enable=false",
                        "min.insync.replicas=2",
                        "default.replication.factor=3",
                        "unclean.leader.election.enable=false",
                        "transaction.state.log.min.isr=2");
    }

    @Test
    void everyTopicIsMadeAsEventModelDeclaresIt() {
        Map<String, JsonNode> made = stream.all("AWS::MSK::Topic").stream()
                .collect(Collectors.toMap(topic -> topic.path("TopicName").asString(), Function.identity()));

        assertThat(Topics.all()).allSatisfy(topic -> {
            JsonNode own = made.get(topic.name());
            assertThat(own).as(topic.name()).isNotNull();
            assertThat(own.path("PartitionCount").asInt()).isEqualTo(topic.partitions());
            assertThat(own.path("ReplicationFactor").asInt()).isEqualTo(3);
            assertThat(settings(own)).isEqualTo(topic.settings());
        });
        assertThat(made.keySet().stream().filter(name -> name.startsWith("clickstream.")))
                .containsExactlyInAnyOrderElementsOf(
                        Topics.all().stream().map(Topic::name).toList());
    }

    @Test
    void changelogsAreMadeAsKafkaStreamsWouldMakeThem() {
        assertThat(stream.all("AWS::MSK::Topic"))
                .filteredOn(topic -> !topic.path("TopicName").asString().startsWith("clickstream."))
                .hasSize(8)
                .allSatisfy(topic -> {
                    assertThat(topic.path("PartitionCount").asInt()).isEqualTo(Topics.PARTITIONS);
                    assertThat(settings(topic))
                            .isEqualTo(Map.of("cleanup.policy", "compact", "message.timestamp.type", "CreateTime"));
                });
    }

    @Test
    void disksGrowByThemselves() {
        JsonNode target = stream.only("AWS::ApplicationAutoScaling::ScalableTarget");

        assertThat(target.path("ScalableDimension").asString()).isEqualTo("kafka:broker-storage:VolumeSize");
        assertThat(target.path("MaxCapacity").asInt())
                .isGreaterThan(Profile.PRODUCTION.kafka().storageGib());
        assertThat(texts(stream.only("AWS::ApplicationAutoScaling::ScalingPolicy")
                        .at("/TargetTrackingScalingPolicyConfiguration/DisableScaleIn")))
                .containsExactly("true");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> settings(JsonNode topic) {
        byte[] json = Base64.getDecoder().decode(topic.path("Configs").asString());
        return new JsonMapper().readValue(json, Map.class);
    }
}
