package dev.clickstream.infra.construct.edge;

import dev.clickstream.infra.construct.access.CustomerKey;
import dev.clickstream.infra.construct.access.EncryptedLog;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.OriginProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.OriginRequestPolicy;
import software.amazon.awscdk.services.cloudfront.OriginSslPolicy;
import software.amazon.awscdk.services.cloudfront.SecurityPolicyProtocol;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.HttpOrigin;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.wafv2.CfnLoggingConfiguration;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.constructs.Construct;

/** CloudFront with a firewall before the API: nothing is cached; the firewall drops floods and known bad requests. */
public final class FrontDoor extends Construct {
    /** Of one address in five minutes. A household or an office behind one address stays far below. */
    private static final int REQUESTS_PER_ADDRESS = 20_000;

    /** @param origin the API's domain; @param name unique in the account */
    public record Props(String name, String origin, CustomDomain domain, CustomerKey key, int logDays) {}

    private final Distribution distribution;
    private final Bucket log;

    public FrontDoor(Construct scope, String id, Props props) {
        super(scope, id);
        CfnWebACL firewall = firewall(props);
        this.log = Bucket.Builder.create(this, "Log")
                .encryption(BucketEncryption.KMS)
                .encryptionKey(props.key()
                        .forService("AccessLog", "delivery.logs.amazonaws.com")
                        .key())
                .bucketKeyEnabled(true)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                // CloudFront delivers by access list.
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_PREFERRED)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .versioned(true)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .expiration(Duration.days(props.logDays()))
                        .noncurrentVersionExpiration(Duration.days(1))
                        .build()))
                .serverAccessLogsPrefix("self/")
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        this.distribution = Distribution.Builder.create(this, "Distribution")
                .comment("Events in")
                .defaultBehavior(behaviour(props.origin()))
                .domainNames(List.of(props.domain().name()))
                .certificate(Certificate.fromCertificateArn(
                        this, "Certificate", props.domain().certificateArn()))
                .minimumProtocolVersion(SecurityPolicyProtocol.TLS_V1_2_2021)
                .httpVersion(HttpVersion.HTTP2_AND_3)
                .webAclId(firewall.getAttrArn())
                .enableLogging(true)
                .logBucket(log)
                .logFilePrefix("cloudfront/")
                .build();
    }

    private static BehaviorOptions behaviour(String origin) {
        return BehaviorOptions.builder()
                .origin(HttpOrigin.Builder.create(origin)
                        .protocolPolicy(OriginProtocolPolicy.HTTPS_ONLY)
                        .originSslProtocols(List.of(OriginSslPolicy.TLS_V1_2))
                        .build())
                .allowedMethods(AllowedMethods.ALLOW_ALL)
                .cachePolicy(CachePolicy.CACHING_DISABLED)
                .originRequestPolicy(OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER)
                .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY)
                .build();
    }

    private CfnWebACL firewall(Props props) {
        CfnWebACL acl = CfnWebACL.Builder.create(this, "Firewall")
                .scope("CLOUDFRONT")
                .defaultAction(CfnWebACL.DefaultActionProperty.builder()
                        .allow(CfnWebACL.AllowActionProperty.builder().build())
                        .build())
                .visibilityConfig(visibility("firewall"))
                .rules(List.of(
                        flood(),
                        managed("known-bad-inputs", "AWSManagedRulesKnownBadInputsRuleSet", 1),
                        managed("ip-reputation", "AWSManagedRulesAmazonIpReputationList", 2)))
                .build();
        LogGroup blocked =
                EncryptedLog.named(this, "Blocked", props.key(), props.logDays(), "aws-waf-logs-" + props.name());
        CfnLoggingConfiguration.Builder.create(this, "FirewallLog")
                .resourceArn(acl.getAttrArn())
                .logDestinationConfigs(List.of(blocked.getLogGroupArn()))
                .build();
        return acl;
    }

    private static CfnWebACL.RuleProperty flood() {
        return CfnWebACL.RuleProperty.builder()
                .name("flood")
                .priority(0)
                .statement(CfnWebACL.StatementProperty.builder()
                        .rateBasedStatement(CfnWebACL.RateBasedStatementProperty.builder()
                                .aggregateKeyType("IP")
                                .limit(REQUESTS_PER_ADDRESS)
                                .build())
                        .build())
                .action(CfnWebACL.RuleActionProperty.builder()
                        .block(CfnWebACL.BlockActionProperty.builder().build())
                        .build())
                .visibilityConfig(visibility("flood"))
                .build();
    }

    private static CfnWebACL.RuleProperty managed(String name, String group, int priority) {
        return CfnWebACL.RuleProperty.builder()
                .name(name)
                .priority(priority)
                .statement(CfnWebACL.StatementProperty.builder()
                        .managedRuleGroupStatement(CfnWebACL.ManagedRuleGroupStatementProperty.builder()
                                .vendorName("AWS")
                                .name(group)
                                .build())
                        .build())
                .overrideAction(CfnWebACL.OverrideActionProperty.builder()
                        .none(java.util.Map.of())
                        .build())
                .visibilityConfig(visibility(name))
                .build();
    }

    private static CfnWebACL.VisibilityConfigProperty visibility(String name) {
        return CfnWebACL.VisibilityConfigProperty.builder()
                .metricName(name)
                .cloudWatchMetricsEnabled(true)
                .sampledRequestsEnabled(true)
                .build();
    }

    public String domain() {
        return distribution.getDistributionDomainName();
    }

    /** For suppressions. */
    public Bucket log() {
        return log;
    }
}
