package dev.clickstream.infra.check.access;

import dev.clickstream.infra.check.template.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A statement that gives a role something.
 *
 * @param name the statement's, for people
 */
record Grant(String name, List<String> actions, List<String> resources, JsonNode statement) {
    static final Set<String> POLICIES =
            Set.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy", "AWS::IAM::Role");

    /** All that a policy, or a role's inline policies, allow. */
    static List<Grant> of(Resource owner) {
        List<JsonNode> documents = new ArrayList<>();
        documents.add(owner.at("PolicyDocument"));
        owner.each("Policies").forEach(inline -> documents.add(inline.path("PolicyDocument")));
        List<Grant> grants = new ArrayList<>();
        for (JsonNode document : documents) {
            for (JsonNode statement : Resource.elements(document.path("Statement"))) {
                if (statement.path("Effect").asString("").equals("Allow")) {
                    grants.add(new Grant(
                            statement.path("Sid").asString("statement " + (grants.size() + 1)),
                            texts(statement.path("Action")),
                            texts(statement.path("Resource")),
                            statement));
                }
            }
        }
        return grants;
    }

    private static List<String> texts(JsonNode node) {
        return Resource.elements(node).stream().map(text -> text.asString("")).toList();
    }
}
