package dev.clickstream.infra.check.policy;

import static dev.clickstream.infra.check.policy.Roles.json;
import static dev.clickstream.infra.check.policy.Roles.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** "IAM JSON policy elements: Condition operators", line by line. A key's value in the request is - for none, else split at +. */
class ConditionsTest {
    @ParameterizedTest(name = "{0} of {1} on {2} is {3}")
    @CsvSource({
        // A value that matches, one that does not, and a key that is not in the request.
        "StringEquals, john, john, true",
        "StringEquals, john, John, false",
        "StringEquals, john, -, false",
        "StringEquals, 'john,ann', ann, true",
        "StringEqualsIgnoreCase, john, John, true",
        "StringLike, jo*, john, true",
        "StringLike, jo?, john, false",
        "StringLike, jo*, -, false",
        // Negated: all values must differ; true of a key that is not there.
        "StringNotEquals, john, ann, true",
        "StringNotEquals, john, john, false",
        "StringNotEquals, 'john,ann', ann, false",
        "StringNotEquals, john, -, true",
        "StringNotLike, jo*, -, true",
        "StringNotLike, jo*, john, false",
        // IfExists: true of a key that is not there, else as without.
        "StringEqualsIfExists, john, -, true",
        "StringEqualsIfExists, john, ann, false",
        "StringEqualsIfExists, john, john, true",
        "StringNotEqualsIfExists, john, -, true",
        "BoolIfExists, true, -, true",
        "BoolIfExists, true, false, false",
        // Null: true asks for a key that is not there.
        "Null, true, -, true",
        "Null, true, john, false",
        "Null, false, john, true",
        "Null, false, -, false",
        "Bool, true, true, true",
        "Bool, true, false, false",
        "Bool, false, -, false",
        "NumericLessThan, 1.2, 1.1, true",
        "NumericLessThan, 1.2, 1.2, false",
        "NumericLessThan, 1.2, -, false",
        "NumericLessThanEquals, 10, 10, true",
        "NumericGreaterThan, 9, 10, true",
        "NumericGreaterThanEquals, 10, 10.0, true",
        "NumericEquals, 10, 10.0, true",
        "NumericNotEquals, 10, 11, true",
        // Each part of an ARN by itself: a star does not reach over a colon.
        "ArnLike, arn:aws:ecs:*:111122223333:*, arn:aws:ecs:eu-west-1:111122223333:service/x:1, true",
        "ArnLike, arn:aws:ecs:*:service, arn:aws:ecs:eu-west-1:111122223333:service, false",
        "ArnEquals, arn:aws:sns:*:*:x, arn:aws:sns:eu-west-1:1:x, true",
        "ArnNotLike, arn:aws:sns:*:*:x, arn:aws:sns:eu-west-1:1:y, true",
        "ArnNotEquals, arn:aws:sns:*:*:x, -, true",
        // Keys with several values.
        "ForAllValues:StringEquals, 'a,b', a+b, true",
        "ForAllValues:StringEquals, 'a,b', a+c, false",
        "ForAllValues:StringEquals, 'a,b', -, true",
        "ForAnyValue:StringEquals, 'a,b', c+b, true",
        "ForAnyValue:StringEquals, 'a,b', c+d, false",
        "ForAnyValue:StringEquals, 'a,b', -, false",
    })
    void operator(String operator, String wanted, String found, boolean holds) {
        String values = String.join("','", wanted.split(","));
        Conditions conditions = Conditions.of(json("{'%s': {'aws:Test': ['%s']}}".formatted(operator, values)));
        Request request = found.equals("-")
                ? request("s3:GetObject", "arn:aws:s3:::x")
                : new Request(
                        Roles.TESTER,
                        "s3:GetObject",
                        "arn:aws:s3:::x",
                        Map.of("AWS:test", Arrays.asList(found.split("\\+"))));

        assertThat(conditions.hold(request)).isEqualTo(holds);
    }

    @Test
    void allOperatorsAndAllKeysMustHold() {
        Conditions conditions =
                Conditions.of(json("{'StringEquals': {'aws:a': '1', 'aws:b': '2'}, 'Bool': {'aws:c': 'true'}}"));
        Request all = request("s3:GetObject", "arn:aws:s3:::x")
                .with("aws:a", "1")
                .with("aws:b", "2")
                .with("aws:c", "true");

        assertThat(conditions.hold(all)).isTrue();
        for (String key : List.of("aws:a", "aws:b", "aws:c")) {
            assertThat(conditions.hold(all.with(key, "other"))).as(key).isFalse();
        }
    }

    @Test
    void aVariableStandsForWhatTheRequestSaysAndForNothingElse() {
        Conditions conditions = Conditions.of(json("{'StringEquals': {'s3:prefix': 'home/${aws:username}'}}"));
        Request ann = request("s3:ListBucket", "arn:aws:s3:::x").with("s3:prefix", "home/ann");

        assertThat(conditions.hold(ann.with("aws:username", "ann"))).isTrue();
        assertThat(conditions.hold(ann.with("aws:username", "bob"))).isFalse();
        assertThat(conditions.hold(ann)).isFalse();
    }

    @Test
    void anOperatorThatIsNotUnderstoodIsRefused() {
        assertThatThrownBy(() -> Conditions.of(json("{'IpAddress': {'aws:SourceIp': '10.0.0.0/8'}}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the condition operator IpAddress is not understood");
    }
}
