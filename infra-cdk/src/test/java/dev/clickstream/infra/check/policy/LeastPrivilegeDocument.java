package dev.clickstream.infra.check.policy;

import dev.clickstream.infra.check.Checks;
import dev.clickstream.infra.check.rule.Check;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code docs/reference/least-privilege.md}: roles, what each may do, what each is denied, and the checks. */
final class LeastPrivilegeDocument {
    private LeastPrivilegeDocument() {}

    static String of(Deployment deployment, List<Case> escalations) {
        StringBuilder text =
                new StringBuilder("""
                # Least privilege

                Generated from the synthesised stacks of the profile %s by `LeastPrivilegeTest`, which fails when this page is stale.
                Write it anew with `mvn -pl infra-cdk test -Dtest=LeastPrivilegeTest -Dtest.jvm.flags=-Dgolden.write=true`.

                Every role belongs to one program and has one customer-managed policy; `x-start` is what ECS uses to draw the image of
                x and to write its log. No action is a pattern. Patterns for resources: keys of objects below a prefix, streams of a log
                group, and transactional ids, since Kafka Streams puts an id of the process behind the application's name. `*` stands
                only where AWS knows no finer resource: network interfaces that a function in a network gets, the registry's sign-in,
                traces.

                ## What each role may do
                """.formatted(deployment.profile().name()));
        for (Map.Entry<String, String> role : deployment.roles().entrySet()) {
            text.append("\n### %s\n\n| statement | actions | on | if |\n| --- | --- | --- | --- |\n"
                    .formatted(role.getKey()));
            for (Statement statement : deployment.account().identityStatements(role.getValue())) {
                text.append("| %s | %s | %s | %s |\n"
                        .formatted(
                                LeastPrivilegeTest.sid(statement.source()),
                                code(statement.actions()),
                                statement.resources().stream()
                                        .map(deployment::readable)
                                        .collect(Collectors.joining(", ")),
                                deployment.readable(statement.conditions().inWords())));
            }
        }
        denied(text, deployment, escalations);
        checks(text);
        return text.toString();
    }

    private static void denied(StringBuilder text, Deployment deployment, List<Case> escalations) {
        text.append("""

                ## What is denied

                %d escalations by name, decided by IAM's documented logic over these policies, the bucket's and the keys' own, in every
                profile. "Any" is tried with every role, or every program that speaks to Kafka.

                | role | escalation | action | why not |
                | --- | --- | --- | --- |
                """.formatted(Escalations.named(escalations)));
        Map<String, Case> named = new LinkedHashMap<>();
        escalations.forEach(
                each -> named.putIfAbsent(each.what().startsWith("any ") ? each.what() : each.toString(), each));
        named.values().forEach(escalation -> {
            Request request = escalation.requests().getFirst();
            boolean any = escalation.what().startsWith("any ");
            text.append("| %s | %s | `%s` | %s |\n"
                    .formatted(
                            any
                                    ? escalation
                                            .what()
                                            .substring(0, escalation.what().indexOf(':'))
                                    : escalation.role(),
                            any ? escalation.what().substring(escalation.what().indexOf(':') + 2) : escalation.what(),
                            request.action(),
                            reason(deployment.account().decide(request))));
        });
    }

    private static String reason(Decision decision) {
        return switch (decision) {
            case Decision.Allowed allowed -> "**allowed** by " + LeastPrivilegeTest.sid(allowed.by());
            case Decision.ExplicitlyDenied denied -> "forbidden by " + LeastPrivilegeTest.sid(denied.by());
            case Decision.ImplicitlyDenied denied -> "nobody allows it";
        };
    }

    private static void checks(StringBuilder text) {
        text.append("""

                ## The checks

                %d checks of our own, for what cdk-nag cannot see. Each is proved by templates that it must find fault with
                (`infra-cdk/src/test/resources/check/spoilt.json`). `infra check cdk.out` runs them.

                | check | demands |
                | --- | --- |
                """.formatted(Checks.all().size()));
        for (Check check : Checks.all()) {
            text.append("| %s | %s |\n".formatted(check.name(), check.demands()));
        }
    }

    private static String code(List<String> actions) {
        return actions.stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
    }
}
