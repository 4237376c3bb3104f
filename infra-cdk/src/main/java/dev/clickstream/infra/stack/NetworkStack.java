package dev.clickstream.infra.stack;

import dev.clickstream.infra.Profile;
import dev.clickstream.infra.construct.access.CustomerKey;
import dev.clickstream.infra.construct.edge.Placement;
import dev.clickstream.infra.construct.network.Endpoints;
import dev.clickstream.infra.construct.network.Party;
import dev.clickstream.infra.construct.network.PrivateNetwork;
import dev.clickstream.infra.construct.network.SecurityGroups;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.constructs.Construct;

/** The network and the only ways out of it. */
public final class NetworkStack extends Stack {
    private static final int MOST_ZONES = 3;

    private final PrivateNetwork network;
    private final SecurityGroups groups;

    public NetworkStack(Construct scope, String id, StackProps props, Profile profile) {
        super(scope, id, props);
        CustomerKey key = new CustomerKey(this, "Key", "Encrypts flow logs", false).forLogs();
        this.network = new PrivateNetwork(
                this, "Network", profile.zones(), key, profile.logs().retentionDays());
        this.groups = new SecurityGroups(this, "Groups", network.vpc());
        Suppressions.defaultGroup(network.vpc());
        new Endpoints(this, "Endpoints", network.vpc(), groups.of(Party.ENDPOINTS));
    }

    /** The first zones of the region, chosen at deployment: nothing is looked up, and nothing is tied to a region. */
    @Override
    public List<String> getAvailabilityZones() {
        return IntStream.range(0, MOST_ZONES)
                .mapToObj(zone -> Fn.select(zone, Fn.getAzs()))
                .toList();
    }

    public IVpc vpc() {
        return network.vpc();
    }

    public List<String> subnetIds() {
        return network.subnetIds();
    }

    public ISecurityGroup group(Party party) {
        return groups.of(party);
    }

    public Placement placement(Party party) {
        return new Placement(vpc(), PrivateNetwork.subnets(), group(party));
    }
}
