package dev.clickstream.infra.stack;

import dev.clickstream.infra.Options;
import dev.clickstream.infra.Profile;
import dev.clickstream.infra.construct.access.CustomerKey;
import dev.clickstream.infra.construct.network.Party;
import dev.clickstream.infra.construct.warehouse.RedshiftWarehouse;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** Redshift Serverless, which reads the lake and is reached only from within the network. */
public final class WarehouseStack extends Stack {
    private final RedshiftWarehouse warehouse;

    public WarehouseStack(
            Construct scope, String id, StackProps props, Options options, NetworkStack network, StateStack state) {
        super(scope, id, props);
        Profile profile = options.profile();
        this.warehouse = new RedshiftWarehouse(
                this,
                "Warehouse",
                new RedshiftWarehouse.Props(
                        options.platformName(),
                        profile.warehouse(),
                        profile.keepsData(),
                        network.subnetIds(),
                        network.group(Party.WAREHOUSE).getSecurityGroupId(),
                        new CustomerKey(this, "Key", "Encrypts the warehouse", profile.keepsData()),
                        state.lake().copy()));
        output("WarehouseHost", warehouse.host());
        output("WarehouseWorkgroup", warehouse.workgroupName());
        output("WarehouseWorkgroupArn", warehouse.workgroupArn());
        output("WarehouseCopyRole", warehouse.copyRoleArn());
        Suppressions.objectsByPrefix(warehouse.copyRole());
    }

    private void output(String name, String value) {
        CfnOutput.Builder.create(this, name).value(value).build();
    }

    public RedshiftWarehouse warehouse() {
        return warehouse;
    }
}
