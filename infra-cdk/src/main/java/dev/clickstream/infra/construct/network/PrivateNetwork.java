package dev.clickstream.infra.construct.network;

import dev.clickstream.infra.construct.access.CustomerKey;
import dev.clickstream.infra.construct.access.EncryptedLog;
import dev.clickstream.infra.construct.access.ProgramRole;
import dev.clickstream.infra.construct.access.Statements;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.FlowLog;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogResourceType;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** Isolated subnets in every zone, no gateway to the internet, no NAT, and a log of every flow. */
public final class PrivateNetwork extends Construct {
    private static final String SUBNETS = "Isolated";

    private final Vpc vpc;

    public PrivateNetwork(Construct scope, String id, int zones, CustomerKey key, int retentionDays) {
        super(scope, id);
        this.vpc = Vpc.Builder.create(this, "Vpc")
                .ipAddresses(IpAddresses.cidr("10.40.0.0/16"))
                .maxAzs(zones)
                .natGateways(0)
                .createInternetGateway(false)
                // Would need a function of CDK's own at deployment; nothing uses that group.
                .restrictDefaultSecurityGroup(false)
                .subnetConfiguration(List.of(SubnetConfiguration.builder()
                        .name(SUBNETS)
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .cidrMask(20)
                        .build()))
                .build();
        logFlows(key, retentionDays);
    }

    private void logFlows(CustomerKey key, int retentionDays) {
        LogGroup flows = EncryptedLog.create(this, "Flows", key, retentionDays);
        ProgramRole role = new ProgramRole(
                this,
                "FlowWriter",
                "vpc-flow-logs.amazonaws.com",
                Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())),
                "Writes the network's flow log");
        role.allow(Statements.allow(
                "WriteFlows",
                List.of("logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"),
                List.of(flows.getLogGroupArn())));
        FlowLog.Builder.create(this, "FlowLog")
                .resourceType(FlowLogResourceType.fromVpc(vpc))
                .trafficType(FlowLogTrafficType.ALL)
                .destination(FlowLogDestination.toCloudWatchLogs(flows, role.role()))
                .build();
    }

    public IVpc vpc() {
        return vpc;
    }

    public static SubnetSelection subnets() {
        return SubnetSelection.builder().subnetGroupName(SUBNETS).build();
    }

    public List<String> subnetIds() {
        return vpc.selectSubnets(subnets()).getSubnetIds();
    }
}
