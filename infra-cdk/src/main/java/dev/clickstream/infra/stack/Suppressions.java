package dev.clickstream.infra.stack;

import dev.clickstream.infra.construct.access.ProgramRole;
import dev.clickstream.infra.construct.edge.Heartbeat;
import dev.clickstream.infra.construct.edge.SpillDrain;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.List;
import software.amazon.awscdk.services.apigatewayv2.HttpRoute;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.IConstruct;

/** The rules of cdk-nag that are not followed, each on named resources and with its reason. There are no others. */
final class Suppressions {
    private static final String WILDCARD = "AwsSolutions-IAM5";
    private static final String REPLICATION = "NIST.800.53.R5-S3BucketReplicationEnabled";
    private static final String AUTHORISATION = "AwsSolutions-APIG4";
    private static final String ENVIRONMENT = "AwsSolutions-ECS2";

    private static final List<String> DEAD_LETTERS = List.of(
            "NIST.800.53.R5-LambdaDLQ",
            "Serverless-LambdaDLQ",
            "Serverless-LambdaAsyncFailureDestination",
            "Serverless-EventBusDLQ");

    private static final String DEFAULT_GROUP = "NIST.800.53.R5-VPCDefaultSecurityGroupClosed";

    private Suppressions() {}

    static void replication(List<Bucket> buckets) {
        buckets.forEach(
                bucket -> suppress(
                        bucket,
                        REPLICATION,
                        "Versioned and kept within one region: Kafka holds the last seven days, the warehouse has what was loaded; see docs on disaster recovery for what a region's loss means"));
    }

    static void unauthorisedRoutes(List<HttpRoute> routes) {
        routes.forEach(
                route -> suppress(
                        route,
                        AUTHORISATION,
                        "A write key comes in a header, in the query or in the body, as the SDKs send it; the collector itself checks it before anything else. /health tells nothing"));
    }

    static void settings(FargateTaskDefinition task) {
        suppress(
                task,
                ENVIRONMENT,
                "Settings only, no secret: programs sign in everywhere with their role. A setting belongs to the task definition, so that a rollback takes it back too");
    }

    static void defaultGroup(IVpc vpc) {
        suppress(
                vpc,
                DEFAULT_GROUP,
                "Nothing uses the network's default security group. Emptying it would need a function of CDK's own with rights on every group");
    }

    /** For roles with actions that know no resource, or whose resource is not known before. */
    static void anyResource(ProgramRole role, String reason) {
        suppress(role.policy(), WILDCARD, reason, List.of("Resource::*"));
    }

    static void transactionsByPrefix(ProgramRole role) {
        suppress(
                role.policy(),
                WILDCARD,
                "Kafka Streams puts an id of the process after the application's into its transactional ids",
                List.of(pattern("^Resource::.*:transactional-id/.*/(workflows|groups)-\\*$")));
    }

    static void tablesOfGenerations(ProgramRole role) {
        suppress(
                role.policy(),
                WILDCARD,
                "A rebuild makes the table of the next generation beside the hot table: its number is not known before",
                List.of(pattern("^Resource::.*-g\\*$")));
    }

    static void objectsByPrefix(ProgramRole role) {
        suppress(
                role.policy(),
                WILDCARD,
                "Keys of files, plans, manifests, audits and spilled batches hold time and number, and are under these prefixes only",
                List.of(pattern("^Resource::.*/(audit|landing|manifest|plan|quarantine|spill)/\\*$")));
    }

    static void calledAgain(SpillDrain drain) {
        DEAD_LETTERS.forEach(
                rule -> suppress(
                        drain,
                        rule,
                        "A call carries nothing: what one did not drain waits in the lake for the next minute's, and an alarm watches its age"));
    }

    static void beatsAgain(Heartbeat heartbeat) {
        DEAD_LETTERS.forEach(rule -> suppress(
                heartbeat, rule, "A heartbeat that was missed is told by the next one, which is late for nobody"));
    }

    private static RegexAppliesTo pattern(String regex) {
        return RegexAppliesTo.builder()
                .regex("/%s/".formatted(regex.replace("/", "\\/")))
                .build();
    }

    private static void suppress(IConstruct construct, String id, String reason) {
        suppress(construct, id, reason, List.of());
    }

    /** @param findings of the rule that are meant; none for all */
    private static void suppress(IConstruct construct, String id, String reason, List<?> findings) {
        NagPackSuppression.Builder suppression =
                NagPackSuppression.builder().id(id).reason(reason);
        if (!findings.isEmpty()) {
            suppression.appliesTo(findings);
        }
        NagSuppressions.addResourceSuppressions(construct, List.of(suppression.build()), true);
    }
}
