package dev.clickstream.infra.construct.warehouse;

import dev.clickstream.infra.Profile;
import dev.clickstream.infra.construct.access.CustomerKey;
import dev.clickstream.infra.construct.access.ProgramRole;
import dev.clickstream.infra.construct.access.Statements;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.redshiftserverless.CfnNamespace;
import software.amazon.awscdk.services.redshiftserverless.CfnWorkgroup;
import software.constructs.Construct;

/**
 * Redshift Serverless inside the network. Programs sign in with temporary credentials of their role; the administrator's
 * password is made, kept and rotated by the service.
 */
public final class RedshiftWarehouse extends Construct {
    public static final String DATABASE = "clickstream";

    /** Not the one that everybody tries first; serverless workgroups take 5431 to 5455. */
    public static final int PORT = 5440;

    private static final int MOST_TO_BASE = 4;

    /** @param lake what COPY may read */
    public record Props(
            String name,
            Profile.Warehouse size,
            boolean keeps,
            List<String> subnetIds,
            String securityGroupId,
            CustomerKey key,
            List<PolicyStatement> lake) {}

    private final ProgramRole copyRole;
    private final CfnWorkgroup workgroup;
    private final CfnNamespace namespace;

    public RedshiftWarehouse(Construct scope, String id, Props props) {
        super(scope, id);
        this.copyRole = new ProgramRole(
                this,
                "Copy",
                "redshift.amazonaws.com",
                Map.of("StringLike", Map.of("sts:ExternalId", users())),
                "Reads landed files for COPY");
        copyRole.allow(props.lake());
        this.namespace = CfnNamespace.Builder.create(this, "Namespace")
                .namespaceName(props.name())
                .dbName(DATABASE)
                .adminUsername("warehouse_admin")
                .manageAdminPassword(true)
                .adminPasswordSecretKmsKeyId(props.key().arn())
                .kmsKeyId(props.key().arn())
                .iamRoles(List.of(copyRole.arn()))
                .defaultIamRoleArn(copyRole.arn())
                .logExports(List.of("userlog", "connectionlog", "useractivitylog"))
                .build();
        namespace.applyRemovalPolicy(props.keeps() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
        this.workgroup = CfnWorkgroup.Builder.create(this, "Workgroup")
                .workgroupName(props.name())
                .namespaceName(namespace.getRef())
                .baseCapacity(props.size().baseRpu())
                // The ceiling of what an hour can cost; usage limits per day are set by the deploy verb (no
                // CloudFormation type).
                .maxCapacity(props.size().baseRpu() * MOST_TO_BASE)
                .port(PORT)
                .subnetIds(props.subnetIds())
                .securityGroupIds(List.of(props.securityGroupId()))
                .enhancedVpcRouting(true)
                .publiclyAccessible(false)
                .configParameters(parameters(Map.of(
                        "require_ssl", "true",
                        "enable_user_activity_logging", "true",
                        "max_query_execution_time", "3600")))
                .build();
    }

    /** Redshift says for which database user it takes a role on: for those of this account's serverless workgroups. */
    private String users() {
        Stack stack = Stack.of(this);
        return "arn:%s:redshift:%s:%s:dbuser:serverless-%s-*/*"
                .formatted(stack.getPartition(), stack.getRegion(), stack.getAccount(), stack.getAccount());
    }

    private static List<CfnWorkgroup.ConfigParameterProperty> parameters(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(parameter -> CfnWorkgroup.ConfigParameterProperty.builder()
                        .parameterKey(parameter.getKey())
                        .parameterValue(parameter.getValue())
                        .build())
                .toList();
    }

    /** To ask for temporary credentials of the database user {@code IAMR:<role>}. */
    public PolicyStatement signIn() {
        return Statements.allow(
                "WarehouseSignIn",
                List.of("redshift-serverless:GetCredentials"),
                List.of(workgroup.getAttrWorkgroupWorkgroupArn()));
    }

    public String host() {
        return workgroup.getAttrWorkgroupEndpointAddress();
    }

    public String jdbcUrl() {
        return "jdbc:redshift://%s:%d/%s".formatted(host(), PORT, DATABASE);
    }

    public String workgroupName() {
        return workgroup.getWorkgroupName();
    }

    public String workgroupArn() {
        return workgroup.getAttrWorkgroupWorkgroupArn();
    }

    /** For suppressions. */
    public ProgramRole copyRole() {
        return copyRole;
    }

    public String copyRoleArn() {
        return copyRole.arn();
    }
}
