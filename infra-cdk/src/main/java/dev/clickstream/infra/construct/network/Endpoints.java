package dev.clickstream.infra.construct.network;

import dev.clickstream.infra.construct.access.Statements;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpoint;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * The only ways out of the network. Tasks draw images ({@code ecr.api}, {@code ecr.dkr}, S3) and write logs; the collector
 * reads its write keys; loader and runner ask for temporary credentials of the warehouse. Nothing here asks STS or
 * CloudWatch: roles come with the task, signatures for Kafka and the cache are made on the spot, metrics are cut out of logs.
 */
public final class Endpoints extends Construct {
    private static final List<String> DRAW_IMAGES = List.of(
            "ecr:BatchCheckLayerAvailability",
            "ecr:BatchGetImage",
            "ecr:GetAuthorizationToken",
            "ecr:GetDownloadUrlForLayer");

    public Endpoints(Construct scope, String id, IVpc vpc, ISecurityGroup group) {
        super(scope, id);
        serve("EcrApi", "ecr.api", DRAW_IMAGES, vpc, group);
        serve("EcrDkr", "ecr.dkr", DRAW_IMAGES, vpc, group);
        serve("Logs", "logs", List.of("logs:CreateLogStream", "logs:PutLogEvents"), vpc, group);
        serve("SecretsManager", "secretsmanager", List.of("secretsmanager:GetSecretValue"), vpc, group);
        serve("RedshiftServerless", "redshift-serverless", List.of("redshift-serverless:GetCredentials"), vpc, group);
        s3(vpc);
        dynamoDb(vpc);
    }

    /** For roles of this account only: nobody can carry data away under an account of theirs. */
    private void serve(String id, String service, List<String> actions, IVpc vpc, ISecurityGroup group) {
        InterfaceVpcEndpoint endpoint = InterfaceVpcEndpoint.Builder.create(this, id)
                .vpc(vpc)
                .service(new InterfaceVpcEndpointAwsService(service))
                .subnets(PrivateNetwork.subnets())
                .securityGroups(List.of(group))
                .open(false)
                .privateDnsEnabled(true)
                .build();
        endpoint.addToPolicy(account("OwnRoles", actions, "aws:PrincipalAccount"));
    }

    /** This account's buckets, and those in which ECR keeps the layers of images: nobody can carry data to a bucket of theirs. */
    private void s3(IVpc vpc) {
        GatewayVpcEndpoint endpoint = gateway("S3", GatewayVpcEndpointAwsService.S3, vpc);
        endpoint.addToPolicy(account(
                "OwnBuckets",
                List.of("s3:DeleteObject", "s3:GetObject", "s3:PutObject", "s3:ListBucket"),
                "aws:ResourceAccount"));
        Stack stack = Stack.of(this);
        PolicyStatement layers = Statements.allow(
                "ImageLayers",
                List.of("s3:GetObject"),
                List.of("arn:%s:s3:::prod-%s-starport-layer-bucket/*"
                        .formatted(stack.getPartition(), stack.getRegion())));
        layers.addPrincipals(new AnyPrincipal());
        endpoint.addToPolicy(layers);
    }

    private void dynamoDb(IVpc vpc) {
        gateway("DynamoDb", GatewayVpcEndpointAwsService.DYNAMODB, vpc)
                .addToPolicy(account(
                        "OwnTables",
                        List.of("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:Scan"),
                        "aws:ResourceAccount"));
    }

    private GatewayVpcEndpoint gateway(String id, GatewayVpcEndpointAwsService service, IVpc vpc) {
        return GatewayVpcEndpoint.Builder.create(this, id)
                .vpc(vpc)
                .service(service)
                .subnets(List.of(PrivateNetwork.subnets()))
                .build();
    }

    /** @param whose account must be this: the principal's or the resource's */
    private PolicyStatement account(String sid, List<String> actions, String whose) {
        PolicyStatement statement = Statements.allow(
                sid,
                actions,
                List.of("*"),
                Map.of("StringEquals", Map.of(whose, Stack.of(this).getAccount())));
        statement.addPrincipals(new AnyPrincipal());
        return statement;
    }
}
