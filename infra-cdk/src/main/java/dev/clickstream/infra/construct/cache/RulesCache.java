package dev.clickstream.infra.construct.cache;

import dev.clickstream.infra.Profile;
import dev.clickstream.infra.construct.access.CustomerKey;
import dev.clickstream.infra.construct.access.Statements;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.elasticache.CfnServerlessCache;
import software.amazon.awscdk.services.elasticache.CfnUser;
import software.amazon.awscdk.services.elasticache.CfnUserGroup;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * Valkey with the rules, and with what people's other devices are told. Everyone signs in by IAM; a user may run the few commands
 * it needs on its own keys and channels.
 */
public final class RulesCache extends Construct {
    private static final String ENGINE = "valkey";
    /** What a client says when it connects. */
    private static final String CONNECT = "+auth +hello +ping +client|setname +client|setinfo";

    /** The hash, and the channel of the notices. */
    private static final String ON_RULES = "on ~rules resetchannels &rules -@all %s".formatted(CONNECT);

    private static final String READ = ON_RULES + " +hgetall +subscribe +unsubscribe";
    /** A script may run what its user may. */
    private static final String WRITE = ON_RULES + " +hgetall +hget +hset +eval +publish";

    /** What people's other devices are told, one hash and one channel each. */
    private static final String SYNC =
            "on ~sync:* resetchannels &sync:* -@all %s +eval +hget +hset +pexpire +publish".formatted(CONNECT);

    /** Reads what devices are told, and keeps what each source has left of its rate. */
    private static final String COLLECT =
            "on ~sync:* ~rate:* resetchannels -@all %s +hmget +eval +get +set +psetex".formatted(CONNECT);

    /** @param name small letters and hyphens, as ElastiCache demands */
    public record Props(
            String name, Profile.Cache size, List<String> subnetIds, String securityGroupId, CustomerKey key) {}

    private final CfnServerlessCache cache;
    private final CfnUser reader;
    private final CfnUser sync;
    private final CfnUser collector;

    public RulesCache(Construct scope, String id, Props props) {
        super(scope, id);
        this.reader = user("Reader", props.name() + "-reader", READ);
        this.sync = user("Sync", props.name() + "-sync", SYNC);
        this.collector = user("Collector", props.name() + "-collector", COLLECT);
        CfnUser operator = user("Operator", props.name() + "-operator", WRITE);
        CfnUserGroup users = CfnUserGroup.Builder.create(this, "Users")
                .engine(ENGINE)
                .userGroupId(props.name())
                .userIds(List.of(reader.getRef(), sync.getRef(), collector.getRef(), operator.getRef()))
                .build();
        this.cache = CfnServerlessCache.Builder.create(this, "Cache")
                .serverlessCacheName(props.name())
                .description(
                        "Serves the rules, whose truth is in a table, and tells people's other devices what changed")
                .engine(ENGINE)
                .majorEngineVersion("8")
                .kmsKeyId(props.key().arn())
                .subnetIds(props.subnetIds())
                .securityGroupIds(List.of(props.securityGroupId()))
                .userGroupId(users.getRef())
                .cacheUsageLimits(CfnServerlessCache.CacheUsageLimitsProperty.builder()
                        .dataStorage(CfnServerlessCache.DataStorageProperty.builder()
                                .maximum(props.size().maxStorageGib())
                                .unit("GB")
                                .build())
                        .ecpuPerSecond(CfnServerlessCache.ECPUPerSecondProperty.builder()
                                .maximum(props.size().maxEcpuPerSecond())
                                .build())
                        .build())
                .build();
    }

    /** With IAM a user's id and name are one. */
    private CfnUser user(String id, String name, String accessString) {
        return CfnUser.Builder.create(this, id)
                .engine(ENGINE)
                .userId(name)
                .userName(name)
                .accessString(accessString)
                .authenticationMode(Map.of("Type", "iam"))
                .build();
    }

    /** To sign in as the user who reads. */
    public PolicyStatement read() {
        return Statements.allow(
                "CacheRead", List.of("elasticache:Connect"), List.of(cache.getAttrArn(), reader.getAttrArn()));
    }

    /** To sign in as the user who tells people's devices. */
    public PolicyStatement sync() {
        return Statements.allow(
                "CacheSync", List.of("elasticache:Connect"), List.of(cache.getAttrArn(), sync.getAttrArn()));
    }

    /** To sign in as the user of the collector. */
    public PolicyStatement collect() {
        return Statements.allow(
                "CacheCollect", List.of("elasticache:Connect"), List.of(cache.getAttrArn(), collector.getAttrArn()));
    }

    /** With TLS, as a serverless cache always is. */
    public String url() {
        return "rediss://%s:%s".formatted(cache.getAttrEndpointAddress(), cache.getAttrEndpointPort());
    }

    public String readerName() {
        return reader.getUserName();
    }

    public String syncName() {
        return sync.getUserName();
    }

    public String collectorName() {
        return collector.getUserName();
    }

    public String cacheName() {
        return cache.getServerlessCacheName();
    }
}
