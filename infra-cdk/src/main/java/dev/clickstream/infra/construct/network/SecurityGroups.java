package dev.clickstream.infra.construct.network;

import static dev.clickstream.infra.construct.network.Party.BROKERS;
import static dev.clickstream.infra.construct.network.Party.CACHE;
import static dev.clickstream.infra.construct.network.Party.COLLECTOR;
import static dev.clickstream.infra.construct.network.Party.ENDPOINTS;
import static dev.clickstream.infra.construct.network.Party.GROUPS;
import static dev.clickstream.infra.construct.network.Party.LOADER;
import static dev.clickstream.infra.construct.network.Party.RUNNER;
import static dev.clickstream.infra.construct.network.Party.SINK;
import static dev.clickstream.infra.construct.network.Party.WAREHOUSE;
import static dev.clickstream.infra.construct.network.Party.WORKFLOWS;

import dev.clickstream.infra.construct.warehouse.RedshiftWarehouse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.constructs.Construct;

/** One security group a party, and every way that is open between two of them, in one place. */
public final class SecurityGroups extends Construct {
    private static final int HTTPS = 443;
    private static final int KAFKA_IAM = 9098;
    private static final int VALKEY = 6379;

    private final Map<Party, SecurityGroup> groups = new EnumMap<>(Party.class);

    public SecurityGroups(Construct scope, String id, IVpc vpc) {
        super(scope, id);
        for (Party party : Party.values()) {
            groups.put(
                    party,
                    SecurityGroup.Builder.create(this, party.id())
                            .vpc(vpc)
                            .description(party.description())
                            .allowAllOutbound(false)
                            .build());
        }
        open(List.of(COLLECTOR, WORKFLOWS, GROUPS, SINK, LOADER), BROKERS, KAFKA_IAM);
        open(List.of(COLLECTOR, WORKFLOWS, GROUPS, SINK), CACHE, VALKEY);
        open(List.of(LOADER, RUNNER), WAREHOUSE, RedshiftWarehouse.PORT);
        open(List.of(COLLECTOR, WORKFLOWS, GROUPS, SINK, LOADER, RUNNER), ENDPOINTS, HTTPS);
        // Tasks draw their images' layers from S3; the sink writes DynamoDB, workflows and groups read it, the loader
        // and the warehouse the lake, where the collector keeps batches that Kafka does not take.
        List.of(COLLECTOR, WORKFLOWS, GROUPS, SINK, LOADER, RUNNER, WAREHOUSE).forEach(this::openGatewayEndpoints);
    }

    private void open(List<Party> clients, Party server, int port) {
        for (Party client : clients) {
            String way = "%s to %s".formatted(client.word(), server.word());
            of(server).addIngressRule(of(client), Port.tcp(port), way);
            of(client).addEgressRule(of(server), Port.tcp(port), way);
        }
    }

    /** A gateway endpoint has no security group. Any address is safe here: no route leads further than those endpoints. */
    private void openGatewayEndpoints(Party party) {
        of(party)
                .addEgressRule(
                        Peer.anyIpv4(), Port.tcp(HTTPS), party.word() + " to the gateway endpoints of S3 and DynamoDB");
    }

    public ISecurityGroup of(Party party) {
        SecurityGroup group = groups.get(party);
        if (group == null) {
            throw new IllegalStateException("no security group for " + party);
        }
        return group;
    }
}
