package dev.clickstream.infra.stack;

import dev.clickstream.infra.Options;
import dev.clickstream.infra.construct.access.CustomerKey;
import dev.clickstream.infra.construct.edge.CustomDomain;
import dev.clickstream.infra.construct.edge.FrontDoor;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** CloudFront and firewall before the API, in us-east-1. The API's domain is a parameter: it lies in another region. */
public final class FrontStack extends Stack {
    public FrontStack(Construct scope, String id, StackProps props, Options options, CustomDomain domain) {
        super(scope, id, props);
        CustomerKey key = new CustomerKey(
                        this,
                        "Key",
                        "Encrypts the logs of the front",
                        options.profile().keepsData())
                .forLogs();
        CfnParameter origin = CfnParameter.Builder.create(this, "ApiDomain")
                .type("String")
                .description("The API's domain, as the edge stack puts out")
                .minLength(1)
                .build();
        FrontDoor front = new FrontDoor(
                this,
                "Front",
                new FrontDoor.Props(
                        options.platformName(),
                        origin.getValueAsString(),
                        domain,
                        key,
                        options.profile().logs().retentionDays()));
        CfnOutput.Builder.create(this, "FrontDomain").value(front.domain()).build();
        Suppressions.replication(List.of(front.log()));
    }
}
