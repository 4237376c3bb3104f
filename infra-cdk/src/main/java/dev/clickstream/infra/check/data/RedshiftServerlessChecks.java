package dev.clickstream.infra.check.data;

import dev.clickstream.infra.check.rule.Check;
import dev.clickstream.infra.check.rule.Fault;
import dev.clickstream.infra.check.template.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * For Redshift Serverless what cdk-nag's RS1 to RS11 and NIST's VPC-routing rule ask of clusters: those rules look at
 * {@code AWS::Redshift::Cluster} only.
 */
public final class RedshiftServerlessChecks {
    private static final String NAMESPACE = "AWS::RedshiftServerless::Namespace";
    private static final String WORKGROUP = "AWS::RedshiftServerless::Workgroup";
    private static final Set<String> AUDIT = Set.of("userlog", "connectionlog");
    private static final Set<String> USUAL_ADMINS = Set.of("", "admin", "awsuser", "root", "postgres", "dbadmin");

    private RedshiftServerlessChecks() {}

    public static List<Check> all() {
        return List.of(
                Check.of(
                        "redshift-tls",
                        "require_ssl is true",
                        WORKGROUP,
                        workgroup -> parameter(workgroup, "require_ssl", "true")),
                Check.of(
                        "redshift-network",
                        "subnets and security groups are named",
                        WORKGROUP,
                        workgroup -> Fault.missing(workgroup, "SubnetIds", "SecurityGroupIds")),
                Check.of(
                        "redshift-routing",
                        "EnhancedVpcRouting is true: COPY stays in the network",
                        WORKGROUP,
                        workgroup -> Fault.not(workgroup, "EnhancedVpcRouting", "true")),
                Check.of(
                        "redshift-private",
                        "PubliclyAccessible is said to be false",
                        WORKGROUP,
                        workgroup -> Fault.not(workgroup, "PubliclyAccessible", "false")),
                Check.of(
                        "redshift-port",
                        "a port that is not the default, 5439",
                        WORKGROUP,
                        workgroup -> Fault.when(
                                !workgroup.has("Port") || workgroup.text("Port").equals("5439"),
                                Fault.said(workgroup, "Port"))),
                Check.of(
                        "redshift-updates",
                        "the current track: the service's updates come at once",
                        WORKGROUP,
                        workgroup -> Fault.when(
                                workgroup.text("TrackName").equals("trailing"), Fault.said(workgroup, "TrackName"))),
                Check.of(
                        "redshift-ceiling",
                        "MaxCapacity bounds what a query can cost",
                        WORKGROUP,
                        workgroup -> Fault.missing(workgroup, "MaxCapacity")),
                Check.of(
                        "redshift-admin",
                        "an administrator's name that nobody guesses",
                        NAMESPACE,
                        namespace -> Fault.when(
                                USUAL_ADMINS.contains(
                                        namespace.text("AdminUsername").toLowerCase(Locale.ROOT)),
                                Fault.said(namespace, "AdminUsername"))),
                Check.of(
                        "redshift-password",
                        "the service makes, keeps and rotates the administrator's password, under a key of ours",
                        NAMESPACE,
                        RedshiftServerlessChecks::password),
                Check.of("redshift-audit-log", "LogExports has userlog and connectionlog", NAMESPACE, namespace -> {
                    Set<String> absent = new TreeSet<>(AUDIT);
                    namespace.each("LogExports").forEach(log -> absent.remove(log.asString()));
                    return Fault.when(!absent.isEmpty(), "LogExports lacks " + absent);
                }),
                Check.of(
                        "redshift-activity-log",
                        "LogExports has useractivitylog",
                        NAMESPACE,
                        namespace -> Fault.when(
                                namespace.each("LogExports").stream()
                                        .noneMatch(log -> log.asString().equals("useractivitylog")),
                                Fault.said(namespace, "LogExports"))),
                Check.of(
                        "redshift-activity-parameter",
                        "enable_user_activity_logging is true",
                        WORKGROUP,
                        workgroup -> parameter(workgroup, "enable_user_activity_logging", "true")),
                Check.of(
                        "redshift-cmk",
                        "a key of ours encrypts it",
                        NAMESPACE,
                        namespace -> Fault.missing(namespace, "KmsKeyId")));
    }

    private static Optional<String> password(Resource namespace) {
        return Fault.either(List.of(
                Fault.not(namespace, "ManageAdminPassword", "true"),
                Fault.when(namespace.has("AdminUserPassword"), "AdminUserPassword is in the template"),
                Fault.missing(namespace, "AdminPasswordSecretKmsKeyId")));
    }

    private static Optional<String> parameter(Resource workgroup, String key, String wanted) {
        Map<String, String> parameters = new TreeMap<>();
        workgroup
                .each("ConfigParameters")
                .forEach(parameter -> parameters.put(
                        parameter.path("ParameterKey").asString(""),
                        parameter.path("ParameterValue").asString("")));
        return Fault.when(
                !wanted.equals(parameters.get(key)),
                "%s is %s".formatted(key, parameters.getOrDefault(key, "missing")));
    }
}
