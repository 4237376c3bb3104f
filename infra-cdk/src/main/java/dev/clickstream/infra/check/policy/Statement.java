package dev.clickstream.infra.check.policy;

import dev.clickstream.infra.check.template.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * One statement of a policy.
 *
 * @param source policy and statement, for people
 * @param allows its effect; a statement that does not allow denies
 * @param principals who is meant: ARNs, services, {@code *}; empty in an identity policy
 */
public record Statement(
        String source,
        boolean allows,
        List<String> principals,
        List<String> notPrincipals,
        List<String> actions,
        List<String> notActions,
        List<String> resources,
        List<String> notResources,
        Conditions conditions) {

    /** Statements of a policy document. @param policy its name, for people */
    public static List<Statement> of(String policy, JsonNode document) {
        List<Statement> statements = new ArrayList<>();
        for (JsonNode node : Resource.elements(document.path("Statement"))) {
            String sid = node.path("Sid").asString("statement " + (statements.size() + 1));
            statements.add(new Statement(
                    policy + " / " + sid,
                    allows(policy, node),
                    principals(node.path("Principal")),
                    principals(node.path("NotPrincipal")),
                    texts(node.path("Action")),
                    texts(node.path("NotAction")),
                    texts(node.path("Resource")),
                    texts(node.path("NotResource")),
                    Conditions.of(node.path("Condition"))));
        }
        return statements;
    }

    private static boolean allows(String policy, JsonNode node) {
        return switch (node.path("Effect").asString("")) {
            case "Allow" -> true;
            case "Deny" -> false;
            default ->
                throw new IllegalArgumentException("%s has a statement without an effect: %s".formatted(policy, node));
        };
    }

    private static List<String> principals(JsonNode node) {
        if (node.isObject()) {
            return node.values().stream().flatMap(each -> texts(each).stream()).toList();
        }
        return texts(node);
    }

    private static List<String> texts(JsonNode node) {
        return Resource.elements(node).stream().map(JsonNode::asString).toList();
    }

    /** Whether action, resource and conditions are those of the request. */
    boolean covers(Request request) {
        return either(actions, notActions, action -> Glob.matches(lower(action), lower(request.action())))
                && coversResource(request)
                && conditions.hold(request);
    }

    private boolean coversResource(Request request) {
        // A trust policy names no resource: it is about its own role.
        return (resources.isEmpty() && notResources.isEmpty())
                || either(
                        resources,
                        notResources,
                        resource -> Glob.matches(Conditions.filled(resource, request), request.resource()));
    }

    private static boolean either(List<String> wanted, List<String> unwanted, Predicate<String> matches) {
        return unwanted.isEmpty()
                ? wanted.stream().anyMatch(matches)
                : unwanted.stream().noneMatch(matches);
    }

    /** Whether it speaks of that principal by name or by "everybody". */
    boolean names(String principal) {
        return either(principals, notPrincipals, named -> named.equals("*") || named.equals(principal));
    }

    /** Whether it hands the decision to the account's own policies. */
    boolean namesAccount(String account) {
        return principals.contains(account) || principals.contains("arn:aws:iam::%s:root".formatted(account));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
