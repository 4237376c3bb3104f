package dev.clickstream.infra.check.data;

import dev.clickstream.infra.check.rule.Check;
import dev.clickstream.infra.check.rule.Fault;
import dev.clickstream.infra.check.template.Resource;
import dev.clickstream.infra.check.template.Template;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** ElastiCache Serverless and who may do what in it. */
public final class CacheChecks {
    private static final String CACHE = "AWS::ElastiCache::ServerlessCache";
    private static final String USER = "AWS::ElastiCache::User";
    private static final String GROUP = "AWS::ElastiCache::UserGroup";
    private static final Set<String> TOO_MUCH = Set.of(
            "+@all",
            "allcommands",
            "+@admin",
            "+@dangerous",
            "allkeys",
            "~*",
            "nopass",
            "+flushall",
            "+config",
            "+keys");

    private CacheChecks() {}

    public static List<Check> all() {
        return List.of(
                Check.of("cache-cmk", "a key of ours encrypts it", CACHE, cache -> Fault.missing(cache, "KmsKeyId")),
                Check.of(
                        "cache-private",
                        "subnets and security groups are named",
                        CACHE,
                        cache -> Fault.missing(cache, "SubnetIds", "SecurityGroupIds")),
                Check.of(
                        "cache-users",
                        "a user group: without one everybody is the default user",
                        CACHE,
                        cache -> Fault.missing(cache, "UserGroupId")),
                Check.of(
                        "cache-ceiling",
                        "limits on storage and on processing units",
                        CACHE,
                        cache -> Fault.missing(
                                cache,
                                "CacheUsageLimits.DataStorage.Maximum",
                                "CacheUsageLimits.ECPUPerSecond.Maximum")),
                Check.of("cache-iam", "users sign in with IAM; the default user is off", USER, CacheChecks::signIn),
                Check.of("cache-commands", "a user may run named commands on named keys", USER, user -> {
                    List<String> words = Arrays.asList(user.text("AccessString").split("\\s+"));
                    return Fault.either(List.of(
                            Fault.joined(words, TOO_MUCH::contains, word -> "AccessString has " + word),
                            Fault.when(
                                    !words.contains("off") && !words.contains("-@all"),
                                    "AccessString does not begin with -@all")));
                }),
                Check.beside(
                        "cache-group",
                        "a user group has users of the same stack only, so that each is checked",
                        GROUP,
                        CacheChecks::strangers));
    }

    private static Optional<String> signIn(Resource user) {
        boolean off = Arrays.asList(user.text("AccessString").split("\\s+")).contains("off");
        return Fault.either(List.of(
                Fault.when(
                        !user.text("AuthenticationMode.Type").equals("iam") && !off,
                        Fault.said(user, "AuthenticationMode.Type")),
                Fault.when(user.isTrue("NoPasswordRequired"), "NoPasswordRequired is true"),
                Fault.when(user.text("UserName").equals("default") && !off, "the default user is on")));
    }

    private static Optional<String> strangers(Resource group, Template template) {
        return Fault.joined(
                group.each("UserIds"),
                id -> template.referred(USER, id.asString()).isEmpty(),
                id -> "user %s is not in the template".formatted(id.asString()));
    }
}
