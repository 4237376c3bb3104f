package dev.clickstream.infra.construct.access;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * The role of one program. Everything it may do stands in one customer-managed policy and is written out by hand: CDK's own
 * grants are kept out, since they add inline policies with patterns for actions.
 */
public final class ProgramRole extends Construct {
    private final Role role;
    private final ManagedPolicy policy;

    /** @param service that may take the role on, e.g. {@code lambda.amazonaws.com} */
    public ProgramRole(Construct scope, String id, String service, String description) {
        this(scope, id, new ServicePrincipal(service), description);
    }

    /** @param conditions under which the service may take the role on: for this account, where the service says for whom */
    public ProgramRole(
            Construct scope,
            String id,
            String service,
            Map<String, Map<String, String>> conditions,
            String description) {
        this(
                scope,
                id,
                // Sorted: a template must not change by itself.
                ServicePrincipal.Builder.create(service)
                        .conditions(new TreeMap<>(conditions))
                        .build(),
                description);
    }

    private ProgramRole(Construct scope, String id, ServicePrincipal principal, String description) {
        super(scope, id);
        this.policy = ManagedPolicy.Builder.create(this, "Policy")
                .description(description)
                .build();
        this.role = Role.Builder.create(this, "Role")
                .assumedBy(principal)
                .description(description)
                .managedPolicies(List.of(policy))
                .build();
    }

    /** For ECS tasks of this account only: the service could otherwise be made to act for another account's task. */
    public static ProgramRole ofTask(Construct scope, String id, String description) {
        Stack stack = Stack.of(scope);
        String tasks = "arn:%s:ecs:%s:%s:*".formatted(stack.getPartition(), stack.getRegion(), stack.getAccount());
        return new ProgramRole(
                scope,
                id,
                "ecs-tasks.amazonaws.com",
                Map.of(
                        "StringEquals", Map.of("aws:SourceAccount", stack.getAccount()),
                        "ArnLike", Map.of("aws:SourceArn", tasks)),
                description);
    }

    public void allow(List<PolicyStatement> statements) {
        statements.forEach(policy::addStatements);
    }

    public void allow(PolicyStatement statement) {
        policy.addStatements(statement);
    }

    /** The role as other constructs may use it, without adding to it. */
    public IRole role() {
        return role.withoutPolicyUpdates();
    }

    /** For suppressions: the policy itself. */
    public ManagedPolicy policy() {
        return policy;
    }

    public String arn() {
        return role.getRoleArn();
    }

    public String roleName() {
        return role.getRoleName();
    }
}
