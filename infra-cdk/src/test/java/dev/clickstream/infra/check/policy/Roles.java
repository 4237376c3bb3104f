package dev.clickstream.infra.check.policy;

import dev.clickstream.infra.check.template.Assembly;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Small accounts for the evaluator's tests. */
final class Roles {
    static final String TESTER = "arn:aws:iam::111122223333:role/tester";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Roles() {}

    /** An account with one role that has these statements, a JSON array's elements with single quotes. */
    static Account tester(String statements) {
        return tester(statements, "");
    }

    /** @param others more resources, as members of a JSON object */
    static Account tester(String statements, String others) {
        return Account.of(Assembly.of(
                Map.of("test", json("""
                {'Resources': {
                  'Tester': {'Type': 'AWS::IAM::Role', 'Properties': {'RoleName': 'tester'}},
                  'Policy': {'Type': 'AWS::IAM::ManagedPolicy', 'Properties': {
                    'Roles': [{'Ref': 'Tester'}], 'PolicyDocument': {'Statement': [%s]}}}
                  %s
                }}""".formatted(statements, others.isEmpty() ? "" : "," + others)))));
    }

    static ObjectNode json(String text) {
        JsonNode node = JSON.readTree(text.replace('\'', '"'));
        return (ObjectNode) node;
    }

    static Request request(String action, String resource) {
        return Request.of(TESTER, action, resource);
    }
}
