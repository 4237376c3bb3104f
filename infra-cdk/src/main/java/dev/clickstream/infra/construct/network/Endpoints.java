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
    private static final Map<String, String> INTERFACES = Map.of(
            "EcrApi", "ecr.api",
            "EcrDkr", "ecr.dkr",
            "Logs", "logs",
            "SecretsManager", "secretsmanager",
            "RedshiftServerless", "redshift-serverless");

    public Endpoints(Construct scope, String id, IVpc vpc, ISecurityGroup group) {
        super(scope, id);
        INTERFACES.keySet().stream()
                .sorted()
                .forEach(name -> InterfaceVpcEndpoint.Builder.create(this, name)
                        .vpc(vpc)
                        .service(new InterfaceVpcEndpointAwsService(INTERFACES.get(name)))
                        .subnets(PrivateNetwork.subnets())
                        .securityGroups(List.of(group))
                        .open(false)
                        .privateDnsEnabled(true)
                        .build());
        s3(vpc);
        dynamoDb(vpc);
    }

    /** This account's buckets, and those in which ECR keeps the layers of images: nobody can carry data to a bucket of theirs. */
    private void s3(IVpc vpc) {
        GatewayVpcEndpoint endpoint = gateway("S3", GatewayVpcEndpointAwsService.S3, vpc);
        endpoint.addToPolicy(ownAccount("OwnBuckets", List.of("s3:GetObject", "s3:PutObject", "s3:ListBucket")));
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
                .addToPolicy(ownAccount("OwnTables", List.of("dynamodb:PutItem", "dynamodb:Query")));
    }

    private GatewayVpcEndpoint gateway(String id, GatewayVpcEndpointAwsService service, IVpc vpc) {
        return GatewayVpcEndpoint.Builder.create(this, id)
                .vpc(vpc)
                .service(service)
                .subnets(List.of(PrivateNetwork.subnets()))
                .build();
    }

    private PolicyStatement ownAccount(String sid, List<String> actions) {
        PolicyStatement statement = Statements.allow(
                sid,
                actions,
                List.of("*"),
                Map.of(
                        "StringEquals",
                        Map.of("aws:ResourceAccount", Stack.of(this).getAccount())));
        statement.addPrincipals(new AnyPrincipal());
        return statement;
    }
}
