package dev.clickstream.infra.construct.access;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** Statements that allow named actions on named resources. */
public final class Statements {
    private Statements() {}

    public static PolicyStatement allow(String sid, List<String> actions, List<String> resources) {
        return allow(sid, actions, resources, Map.of());
    }

    /** @throws IllegalArgumentException if an action is a pattern */
    public static PolicyStatement allow(
            String sid, List<String> actions, List<String> resources, Map<String, Map<String, String>> conditions) {
        actions.stream().filter(action -> action.contains("*")).findAny().ifPresent(action -> {
            throw new IllegalArgumentException("statement %s names actions one by one, was %s".formatted(sid, action));
        });
        return PolicyStatement.Builder.create()
                .sid(sid)
                .actions(actions)
                .resources(resources)
                .conditions(conditions)
                .build();
    }
}
