package dev.clickstream.infra.construct.access;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/** A customer-managed key of one stack, rotated each year. Programs get at it by their own policies only. */
public final class CustomerKey extends Construct {
    private static final List<String> USE = List.of(
            "kms:Encrypt",
            "kms:Decrypt",
            "kms:ReEncryptFrom",
            "kms:ReEncryptTo",
            "kms:GenerateDataKey",
            "kms:GenerateDataKeyWithoutPlaintext",
            "kms:DescribeKey");

    private final Key key;

    public CustomerKey(Construct scope, String id, String description, boolean keeps) {
        super(scope, id);
        this.key = Key.Builder.create(this, "Key")
                .description(description)
                .enableKeyRotation(true)
                .removalPolicy(keeps ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
                .build();
    }

    /** Lets CloudWatch encrypt this account's log groups. */
    public CustomerKey forLogs() {
        Stack stack = Stack.of(this);
        String groups =
                "arn:%s:logs:%s:%s:log-group:*".formatted(stack.getPartition(), stack.getRegion(), stack.getAccount());
        return forService(
                "Logs",
                "logs.%s.amazonaws.com".formatted(stack.getRegion()),
                Map.of("ArnLike", Map.of("kms:EncryptionContext:aws:logs:arn", groups)));
    }

    /** Lets a service encrypt what it sends or stores for this account. */
    public CustomerKey forService(String sid, String service) {
        return forService(
                sid,
                service,
                Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())));
    }

    private CustomerKey forService(String sid, String service, Map<String, Map<String, String>> conditions) {
        key.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid(sid)
                .principals(List.of(new ServicePrincipal(service)))
                .actions(USE)
                .resources(List.of("*"))
                .conditions(conditions)
                .build());
        return this;
    }

    /** What a principal needs to read and write through a service, and not otherwise. */
    public PolicyStatement useThrough(String sid, String service) {
        String host = "%s.%s.amazonaws.com".formatted(service, Stack.of(this).getRegion());
        return Statements.allow(sid, USE, List.of(arn()), Map.of("StringEquals", Map.of("kms:ViaService", host)));
    }

    /** What a principal needs to read through a service, and not otherwise. */
    public PolicyStatement readThrough(String sid, String service) {
        String host = "%s.%s.amazonaws.com".formatted(service, Stack.of(this).getRegion());
        return Statements.allow(
                sid, List.of("kms:Decrypt"), List.of(arn()), Map.of("StringEquals", Map.of("kms:ViaService", host)));
    }

    public IKey key() {
        return key;
    }

    public String arn() {
        return key.getKeyArn();
    }
}
