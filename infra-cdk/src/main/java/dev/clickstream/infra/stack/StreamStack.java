package dev.clickstream.infra.stack;

import dev.clickstream.infra.Options;
import dev.clickstream.infra.Profile;
import dev.clickstream.infra.construct.access.CustomerKey;
import dev.clickstream.infra.construct.kafka.KafkaAccess;
import dev.clickstream.infra.construct.kafka.KafkaCluster;
import dev.clickstream.infra.construct.kafka.KafkaTopics;
import dev.clickstream.infra.construct.network.Party;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** Kafka with all its topics. */
public final class StreamStack extends Stack {
    private final KafkaAccess access;

    public StreamStack(Construct scope, String id, StackProps props, Options options, NetworkStack network) {
        super(scope, id, props);
        Profile profile = options.profile();
        CustomerKey key =
                new CustomerKey(this, "Key", "Encrypts the brokers' disks and logs", profile.keepsData()).forLogs();
        KafkaCluster cluster = new KafkaCluster(
                this,
                "Kafka",
                new KafkaCluster.Props(
                        options.platformName(),
                        profile.kafka(),
                        profile.keepsData(),
                        network.subnetIds(),
                        network.group(Party.BROKERS).getSecurityGroupId(),
                        key,
                        profile.logs().retentionDays()));
        new KafkaTopics(this, "Topics", cluster.arn(), profile.kafka().partitions());
        this.access = new KafkaAccess(cluster.arn());
        CfnOutput.Builder.create(this, "KafkaClusterArn").value(cluster.arn()).build();
    }

    public KafkaAccess access() {
        return access;
    }
}
