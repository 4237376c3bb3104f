package dev.clickstream.infra.construct.kafka;

import dev.clickstream.infra.Profile;
import dev.clickstream.infra.construct.access.CustomerKey;
import dev.clickstream.infra.construct.access.EncryptedLog;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalableTarget;
import software.amazon.awscdk.services.applicationautoscaling.CfnScalingPolicy;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.msk.CfnCluster;
import software.amazon.awscdk.services.msk.CfnConfiguration;
import software.constructs.Construct;

/** Kafka on MSK, provisioned, KRaft. Clients sign in with IAM over TLS and in no other way. */
public final class KafkaCluster extends Construct {
    /** The newest for standard brokers; 4.2 is for Express brokers only. From 4.0 on transactions are guarded by epochs (KIP-890). */
    static final String KAFKA_VERSION = "4.1.x.kraft";

    private static final int STORAGE_TARGET_PERCENT = 60;
    private static final int STORAGE_GROWTH = 4;
    private static final Map<String, String> SERVER = new TreeMap<>(Map.of(
            "auto.create.topics.enable", "false",
            "default.replication.factor", "3",
            "min.insync.replicas", "2",
            "offsets.topic.replication.factor", "3",
            "transaction.state.log.replication.factor", "3",
            "transaction.state.log.min.isr", "2",
            "transaction.max.timeout.ms", "900000",
            "unclean.leader.election.enable", "false"));

    /** @param subnetIds one in each zone */
    public record Props(
            String name,
            Profile.Kafka size,
            boolean keeps,
            List<String> subnetIds,
            String securityGroupId,
            CustomerKey key,
            int logDays) {}

    private final CfnCluster cluster;

    public KafkaCluster(Construct scope, String id, Props props) {
        super(scope, id);
        LogGroup log = EncryptedLog.create(this, "BrokerLog", props.key(), props.logDays());
        this.cluster = CfnCluster.Builder.create(this, "Cluster")
                .clusterName(props.name())
                .kafkaVersion(KAFKA_VERSION)
                .numberOfBrokerNodes(props.size().brokers())
                .brokerNodeGroupInfo(brokers(props))
                .clientAuthentication(iamOnly())
                .encryptionInfo(encryption(props.key()))
                .configurationInfo(configuration(props.name()))
                // Per broker, for the limits on connections by IAM; consumer lag is measured at every level.
                .enhancedMonitoring("PER_BROKER")
                .loggingInfo(CfnCluster.LoggingInfoProperty.builder()
                        .brokerLogs(CfnCluster.BrokerLogsProperty.builder()
                                .cloudWatchLogs(CfnCluster.CloudWatchLogsProperty.builder()
                                        .enabled(true)
                                        .logGroup(log.getLogGroupName())
                                        .build())
                                .build())
                        .build())
                .build();
        cluster.applyRemovalPolicy(props.keeps() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
        growStorage(props.size().storageGib());
    }

    private static CfnCluster.BrokerNodeGroupInfoProperty brokers(Props props) {
        return CfnCluster.BrokerNodeGroupInfoProperty.builder()
                .instanceType(props.size().instanceType())
                .clientSubnets(props.subnetIds())
                .securityGroups(List.of(props.securityGroupId()))
                .connectivityInfo(CfnCluster.ConnectivityInfoProperty.builder()
                        .publicAccess(CfnCluster.PublicAccessProperty.builder()
                                .type("DISABLED")
                                .build())
                        .build())
                .storageInfo(CfnCluster.StorageInfoProperty.builder()
                        .ebsStorageInfo(CfnCluster.EBSStorageInfoProperty.builder()
                                .volumeSize(props.size().storageGib())
                                .build())
                        .build())
                .build();
    }

    private static CfnCluster.ClientAuthenticationProperty iamOnly() {
        return CfnCluster.ClientAuthenticationProperty.builder()
                .sasl(CfnCluster.SaslProperty.builder()
                        .iam(CfnCluster.IamProperty.builder().enabled(true).build())
                        .scram(CfnCluster.ScramProperty.builder().enabled(false).build())
                        .build())
                .tls(CfnCluster.TlsProperty.builder().enabled(false).build())
                .unauthenticated(CfnCluster.UnauthenticatedProperty.builder()
                        .enabled(false)
                        .build())
                .build();
    }

    private static CfnCluster.EncryptionInfoProperty encryption(CustomerKey key) {
        return CfnCluster.EncryptionInfoProperty.builder()
                .encryptionAtRest(CfnCluster.EncryptionAtRestProperty.builder()
                        .dataVolumeKmsKeyId(key.arn())
                        .build())
                .encryptionInTransit(CfnCluster.EncryptionInTransitProperty.builder()
                        .clientBroker("TLS")
                        .inCluster(true)
                        .build())
                .build();
    }

    private CfnCluster.ConfigurationInfoProperty configuration(String name) {
        CfnConfiguration configuration = CfnConfiguration.Builder.create(this, "Configuration")
                .name(name)
                .kafkaVersionsList(List.of(KAFKA_VERSION))
                .serverProperties(SERVER.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining("\n")))
                .build();
        return CfnCluster.ConfigurationInfoProperty.builder()
                .arn(configuration.getAttrArn())
                .revision(configuration.getAttrLatestRevisionRevision())
                .build();
    }

    /** A volume can only grow; MSK lets it grow once in six hours. */
    private void growStorage(int storageGib) {
        CfnScalableTarget target = CfnScalableTarget.Builder.create(this, "Storage")
                .serviceNamespace("kafka")
                .scalableDimension("kafka:broker-storage:VolumeSize")
                .resourceId(cluster.getRef())
                .minCapacity(1)
                .maxCapacity(storageGib * STORAGE_GROWTH)
                .build();
        CfnScalingPolicy.Builder.create(this, "StorageGrowth")
                .policyName("storage-growth")
                .policyType("TargetTrackingScaling")
                .scalingTargetId(target.getRef())
                .targetTrackingScalingPolicyConfiguration(
                        CfnScalingPolicy.TargetTrackingScalingPolicyConfigurationProperty.builder()
                                .targetValue(STORAGE_TARGET_PERCENT)
                                .disableScaleIn(true)
                                .predefinedMetricSpecification(
                                        CfnScalingPolicy.PredefinedMetricSpecificationProperty.builder()
                                                .predefinedMetricType("KafkaBrokerStorageUtilization")
                                                .build())
                                .build())
                .build();
    }

    public String arn() {
        return cluster.getRef();
    }
}
