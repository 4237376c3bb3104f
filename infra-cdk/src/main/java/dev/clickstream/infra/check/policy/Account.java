package dev.clickstream.infra.check.policy;

import dev.clickstream.infra.check.template.Assembly;
import dev.clickstream.infra.check.template.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * The account after a deployment: which role has which policies, and which resource has one of its own. Decides as IAM does
 * within one account: an explicit deny wins; then one allow suffices, of the role's or of the resource's policy; except that
 * keys and roles must consent themselves. Service control and session policies are not modelled: they only take away.
 */
public final class Account {
    private final Map<String, List<Statement>> identity = new HashMap<>();
    private final Map<String, List<Statement>> boundary = new HashMap<>();
    private final Map<String, List<Statement>> resource = new HashMap<>();

    private Account() {}

    public static Account of(Assembly assembly) {
        Account account = new Account();
        assembly.resources("AWS::IAM::Role").forEach(role -> account.addRole(role, assembly));
        for (String type : List.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy")) {
            assembly.resources(type).forEach(policy -> account.attach(policy, assembly));
        }
        assembly.resources("AWS::S3::BucketPolicy")
                .forEach(policy -> account.protect("arn:aws:s3:::" + policy.text("Bucket"), policy, "PolicyDocument"));
        assembly.resources("AWS::KMS::Key").forEach(key -> account.protect(key.arn(), key, "KeyPolicy"));
        assembly.resources("AWS::SecretsManager::ResourcePolicy")
                .forEach(policy -> account.protect(policy.text("SecretId"), policy, "ResourcePolicy"));
        assembly.resources("AWS::SNS::TopicPolicy")
                .forEach(policy -> policy.each("Topics")
                        .forEach(topic -> account.protect(topic.asString(), policy, "PolicyDocument")));
        for (String type : List.of("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable")) {
            assembly.resources(type)
                    .forEach(table -> account.protect(table.arn(), table, "ResourcePolicy.PolicyDocument"));
        }
        return account;
    }

    private void addRole(Resource role, Assembly assembly) {
        identity.putIfAbsent(role.arn(), new ArrayList<>());
        for (JsonNode inline : role.each("Policies")) {
            give(role.arn(), Statement.of(inline.path("PolicyName").asString(), inline.path("PolicyDocument")));
        }
        for (JsonNode managed : role.each("ManagedPolicyArns")) {
            give(role.arn(), managed(role, managed.asString(), assembly));
        }
        if (role.has("PermissionsBoundary")) {
            boundary.put(role.arn(), managed(role, role.text("PermissionsBoundary"), assembly));
        }
        protect(role.arn(), role, "AssumeRolePolicyDocument");
    }

    /** A policy that AWS keeps is not in the templates: its content cannot be judged, so it is refused. */
    private static List<Statement> managed(Resource role, String arn, Assembly assembly) {
        return assembly.resources("AWS::IAM::ManagedPolicy").stream()
                .filter(policy -> policy.arn().equals(arn))
                .findFirst()
                .map(policy -> Statement.of(policy.id(), policy.at("PolicyDocument")))
                .orElseThrow(() -> new IllegalArgumentException(
                        "role %s has the policy %s, whose content is not in the templates".formatted(role.id(), arn)));
    }

    private void attach(Resource policy, Assembly assembly) {
        List<String> roles = new ArrayList<>();
        policy.each("Roles").forEach(role -> roles.add(role.asString()));
        if (policy.has("RoleName")) {
            roles.add(policy.text("RoleName"));
        }
        for (Resource role : assembly.resources("AWS::IAM::Role")) {
            if (roles.contains(role.ref())) {
                give(role.arn(), Statement.of(policy.id(), policy.at("PolicyDocument")));
            }
        }
    }

    private void give(String role, List<Statement> statements) {
        identity.computeIfAbsent(role, absent -> new ArrayList<>()).addAll(statements);
    }

    private void protect(String arn, Resource owner, String path) {
        if (owner.has(path)) {
            resource.computeIfAbsent(arn, absent -> new ArrayList<>()).addAll(Statement.of(owner.id(), owner.at(path)));
        }
    }

    /** What the role's own policies say, for a description. @throws IllegalArgumentException if there is no such role */
    public List<Statement> identityStatements(String role) {
        List<Statement> statements = identity.get(role);
        if (statements == null) {
            throw new IllegalArgumentException(
                    "no template has the role %s; there are %s".formatted(role, identity.keySet()));
        }
        return List.copyOf(statements);
    }

    public Decision decide(Request request) {
        List<Statement> own = identityStatements(request.principal());
        List<Statement> theirs = resource.getOrDefault(owner(request), List.of());
        List<Statement> speaking = theirs.stream()
                .filter(statement -> statement.names(request.principal()))
                .toList();
        List<Statement> limit = boundary.get(request.principal());

        Optional<Statement> deny = first(own, statement -> !statement.allows() && statement.covers(request))
                .or(() -> first(speaking, statement -> !statement.allows() && statement.covers(request)))
                .or(() -> limit == null
                        ? Optional.empty()
                        : first(limit, statement -> !statement.allows() && statement.covers(request)));
        if (deny.isPresent()) {
            return new Decision.ExplicitlyDenied(deny.get().source());
        }
        Optional<Statement> byIdentity = first(own, statement -> statement.allows() && statement.covers(request));
        Optional<Statement> byResource = first(speaking, statement -> statement.allows() && statement.covers(request));
        if (limit != null
                && first(limit, statement -> statement.allows() && statement.covers(request))
                        .isEmpty()) {
            return new Decision.ImplicitlyDenied(
                    "its permissions boundary does not let it %s".formatted(request.action()));
        }
        return mustConsent(request)
                ? withConsent(request, theirs, byIdentity, byResource)
                : byIdentity
                        .or(() -> byResource)
                        .<Decision>map(statement -> new Decision.Allowed(statement.source()))
                        .orElseGet(() -> nobody(request));
    }

    /** A key's or a role's own policy must name the principal, or hand the decision to the account. */
    private static Decision withConsent(
            Request request, List<Statement> theirs, Optional<Statement> byIdentity, Optional<Statement> byResource) {
        if (byResource.isPresent()) {
            return new Decision.Allowed(byResource.get().source());
        }
        if (theirs.isEmpty() && request.service().equals("kms") && byIdentity.isPresent()) {
            // A key of somebody else's making, given by a parameter: its policy is taken to be KMS's default.
            return new Decision.Allowed(byIdentity.get().source());
        }
        Optional<Statement> handedOver = first(
                theirs,
                statement -> statement.allows()
                        && statement.namesAccount(Request.account(request.principal()))
                        && statement.covers(request));
        if (byIdentity.isPresent() && handedOver.isPresent()) {
            return new Decision.Allowed(byIdentity.get().source());
        }
        return byIdentity.isPresent()
                ? new Decision.ImplicitlyDenied("%s does not consent".formatted(request.resource()))
                : nobody(request);
    }

    private static Decision nobody(Request request) {
        return new Decision.ImplicitlyDenied("no statement allows %s on it".formatted(request.action()));
    }

    private static boolean mustConsent(Request request) {
        return request.service().equals("kms")
                || request.action().toLowerCase(Locale.ROOT).startsWith("sts:assumerole");
    }

    /** The ARN of the thing whose policy is asked: an object's bucket, a table's item is its table. */
    private static String owner(Request request) {
        String arn = request.resource();
        int slash = arn.indexOf('/');
        return request.service().equals("s3") && slash > 0 ? arn.substring(0, slash) : arn;
    }

    private static Optional<Statement> first(List<Statement> statements, Predicate<Statement> matches) {
        return statements.stream().filter(matches).findFirst();
    }
}
