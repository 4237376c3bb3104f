package dev.clickstream.infra.construct.edge;

import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;

/** Where in a network the collector runs. */
public record Placement(IVpc vpc, SubnetSelection subnets, ISecurityGroup group) {}
