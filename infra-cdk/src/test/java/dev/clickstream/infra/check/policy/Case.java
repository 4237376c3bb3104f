package dev.clickstream.infra.check.policy;

import java.util.List;
import java.util.Map;

/**
 * Something that a role needs, or must not be able to do.
 *
 * @param role its name in {@link Deployment#roles()}
 * @param what in words, as the table prints it
 * @param requests all of them must be allowed, or all denied
 */
record Case(String role, String what, List<Request> requests) {
    /** One action on one thing. @param context key, value, key, value */
    static Case of(Deployment deployment, String role, String what, String action, String resource, String... context) {
        return new Case(role, what, List.of(request(deployment.role(role), action, resource, context)));
    }

    static Request request(String principal, String action, String resource, String... context) {
        Request request = new Request(principal, action, resource, Map.of());
        for (int i = 0; i < context.length; i += 2) {
            request = request.with(context[i], context[i + 1]);
        }
        return request;
    }

    @Override
    public String toString() {
        return role + ": " + what;
    }
}
