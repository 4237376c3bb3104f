package dev.clickstream.infra.stack;

import dev.clickstream.infra.Options;
import dev.clickstream.infra.construct.access.CustomerKey;
import dev.clickstream.infra.construct.cache.RulesCache;
import dev.clickstream.infra.construct.network.Party;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** The rules cache. Losing it loses nothing: every process keeps its last rules, and the table of rules has them all. */
public final class CacheStack extends Stack {
    private final RulesCache cache;

    public CacheStack(Construct scope, String id, StackProps props, Options options, NetworkStack network) {
        super(scope, id, props);
        this.cache = new RulesCache(
                this,
                "Rules",
                new RulesCache.Props(
                        options.platformName() + "-rules",
                        options.profile().cache(),
                        network.subnetIds(),
                        network.group(Party.CACHE).getSecurityGroupId(),
                        new CustomerKey(this, "Key", "Encrypts the rules cache", false)));
        CfnOutput.Builder.create(this, "CacheUrl").value(cache.url()).build();
    }

    public RulesCache cache() {
        return cache;
    }
}
