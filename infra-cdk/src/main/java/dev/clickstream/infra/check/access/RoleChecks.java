package dev.clickstream.infra.check.access;

import dev.clickstream.infra.check.rule.Check;
import dev.clickstream.infra.check.rule.Fault;
import dev.clickstream.infra.check.template.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Policies of roles: no patterns for actions, no {@code *} for resources but where AWS knows no finer one. */
public final class RoleChecks {
    private static final String ROLE = "AWS::IAM::Role";

    /** Actions without resource-level permissions (Service Authorization Reference), so that {@code *} is the finest there is. */
    private static final Set<String> WITHOUT_RESOURCE = Set.of(
            // A function in a network makes its own interfaces; they have no name before.
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:AssignPrivateIpAddresses",
            "ec2:UnassignPrivateIpAddresses",
            // The token is for the whole registry; images are granted by repository.
            "ecr:GetAuthorizationToken",
            "xray:PutTraceSegments",
            "xray:PutTelemetryRecords");

    /** With these one can give oneself any other right, or take on another program's. */
    private static final Set<String> ESCALATING = Set.of(
            "iam:passrole",
            "iam:createuser",
            "iam:createrole",
            "iam:createaccesskey",
            "iam:createpolicyversion",
            "iam:setdefaultpolicyversion",
            "iam:attachrolepolicy",
            "iam:attachuserpolicy",
            "iam:putrolepolicy",
            "iam:putuserpolicy",
            "iam:updateassumerolepolicy",
            "sts:assumerole",
            "lambda:updatefunctioncode",
            "lambda:updatefunctionconfiguration",
            "lambda:createfunction",
            "lambda:addpermission",
            "ecs:runtask",
            "ecs:registertaskdefinition",
            "ecs:updateservice",
            "ecs:executecommand",
            "cloudformation:createstack",
            "cloudformation:updatestack",
            "kms:putkeypolicy",
            "kms:creategrant",
            "s3:putbucketpolicy",
            "s3:deletebucketpolicy",
            "secretsmanager:putresourcepolicy",
            "ssm:sendcommand");

    private static final Set<String> SCOPED_SERVICES = Set.of(
            "redshift.amazonaws.com",
            "redshift-serverless.amazonaws.com",
            "ecs-tasks.amazonaws.com",
            "vpc-flow-logs.amazonaws.com");

    private RoleChecks() {}

    public static List<Check> all() {
        return List.of(
                grants(
                        "iam-actions",
                        "actions are named one by one",
                        grant -> Fault.joined(
                                grant.actions(),
                                action -> action.contains("*") || action.contains("?"),
                                action -> grant.name() + " allows " + action)),
                grants(
                        "iam-resources",
                        "resources are named; * only for actions that know no resource",
                        grant -> Fault.joined(
                                grant.actions(),
                                action -> grant.resources().contains("*") && !WITHOUT_RESOURCE.contains(action),
                                action -> "%s allows %s on *".formatted(grant.name(), action))),
                grants(
                        "iam-no-exceptions",
                        "a grant says what it gives, not what it leaves out",
                        grant -> Fault.when(
                                grant.statement().has("NotAction")
                                        || grant.statement().has("NotResource"),
                                grant.name() + " allows everything but")),
                grants(
                        "iam-no-escalation",
                        "no role can give itself more or take on another's",
                        grant -> Fault.joined(
                                grant.actions(),
                                action -> ESCALATING.contains(action.toLowerCase(Locale.ROOT)),
                                action -> "%s allows %s".formatted(grant.name(), action))),
                grants(
                        "iam-keys-through-service",
                        "a key is used through the service that stores the data, never by itself",
                        grant -> Fault.joined(
                                grant.actions(),
                                action -> action.startsWith("kms:")
                                        && !grant.statement()
                                                .path("Condition")
                                                .toString()
                                                .contains("kms:ViaService"),
                                action -> "%s allows %s without kms:ViaService".formatted(grant.name(), action))),
                Check.of(
                        "iam-no-inline",
                        "a role's rights stand in customer-managed policies",
                        Set.of(ROLE, "AWS::IAM::Policy"),
                        owner -> Fault.when(
                                owner.has("Policies") || owner.is("AWS::IAM::Policy"),
                                "it is or has an inline policy")),
                Check.of(
                        "iam-no-aws-policies",
                        "no policy that AWS writes and widens",
                        ROLE,
                        role -> Fault.joined(
                                role.each("ManagedPolicyArns"),
                                arn -> arn.asString("").contains(":iam::aws:policy/"),
                                arn -> "it has " + arn.asString(""))),
                Check.of(
                        "iam-trust",
                        "one service may take a role on, or named roles; never everybody",
                        ROLE,
                        role -> trust(role, RoleChecks::isOpen)),
                Check.of(
                        "iam-trust-scoped",
                        "a service takes a role on for this account only (aws:SourceAccount, aws:SourceArn; Redshift: sts:ExternalId)",
                        ROLE,
                        role -> trust(
                                role,
                                statement -> services(statement).stream().anyMatch(SCOPED_SERVICES::contains)
                                        && !statement
                                                .path("Condition")
                                                .toString()
                                                .matches(".*(aws:Source(Account|Arn)|sts:ExternalId).*"))));
    }

    private static Check grants(String name, String demands, Function<Grant, Optional<String>> fault) {
        return Check.of(
                name,
                demands,
                Grant.POLICIES,
                owner -> Fault.either(Grant.of(owner).stream().map(fault).toList()));
    }

    private static Optional<String> trust(Resource role, Predicate<JsonNode> wrong) {
        return Fault.joined(
                role.each("AssumeRolePolicyDocument.Statement"),
                wrong,
                statement -> "it trusts " + statement.path("Principal"));
    }

    private static boolean isOpen(JsonNode statement) {
        JsonNode principal = statement.path("Principal");
        return principal.asString("").equals("*")
                || Resource.elements(principal.path("AWS")).stream()
                        .anyMatch(each -> each.asString("").equals("*")
                                || each.asString("").endsWith(":root"))
                || services(statement).size() > 1;
    }

    private static List<String> services(JsonNode statement) {
        return Resource.elements(statement.path("Principal").path("Service")).stream()
                .map(service -> service.asString(""))
                .toList();
    }
}
