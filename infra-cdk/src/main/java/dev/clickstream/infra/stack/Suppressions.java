package dev.clickstream.infra.stack;

import dev.clickstream.infra.construct.access.ProgramRole;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.List;
import software.amazon.awscdk.services.apigatewayv2.HttpRoute;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.IConstruct;

/** The rules of cdk-nag that are not followed, each on named resources and with its reason. There are no others. */
final class Suppressions {
    private static final String WILDCARD = "AwsSolutions-IAM5";
    private static final String REPLICATION = "NIST.800.53.R5-S3BucketReplicationEnabled";
    private static final String AUTHORISATION = "AwsSolutions-APIG4";
    private static final String ENVIRONMENT = "AwsSolutions-ECS2";

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

    /** For roles with transactional ids by prefix, or with keys of objects by prefix. */
    static void objectPrefixes(ProgramRole role, String reason) {
        suppress(role.policy(), WILDCARD, reason);
    }

    /** For actions that know no resource, or whose resource is not known before. */
    static void unknownResources(ProgramRole role, String reason) {
        suppress(role.policy(), WILDCARD, reason);
    }

    private static void suppress(IConstruct construct, String id, String reason) {
        NagSuppressions.addResourceSuppressions(
                construct,
                List.of(NagPackSuppression.builder().id(id).reason(reason).build()),
                true);
    }
}
