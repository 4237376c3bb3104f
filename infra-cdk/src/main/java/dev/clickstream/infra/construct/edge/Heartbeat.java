package dev.clickstream.infra.construct.edge;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.lambda.Alias;
import software.constructs.Construct;

/**
 * An event each minute, handed to the collector as the API hands it a client's, so that its way to gold can be measured: the
 * runner notes when gold shows it. The agent's name is a robot's, so it counts nowhere else. Off without a write key.
 */
public final class Heartbeat extends Construct {
    private static final Duration EVERY = Duration.minutes(1);

    /** @param writeKey of the source it comes from, known at deployment; empty for none */
    public Heartbeat(Construct scope, String id, Alias collector, String writeKey) {
        super(scope, id);
        Rule rule = Rule.Builder.create(this, "Schedule")
                .description("Heartbeats, by which the way from POST to gold is measured")
                .schedule(Schedule.rate(EVERY))
                .targets(List.of(LambdaFunction.Builder.create(collector)
                        .event(RuleTargetInput.fromObject(request(writeKey)))
                        .retryAttempts(0)
                        .maxEventAge(EVERY)
                        .build()))
                .build();
        CfnCondition wanted = CfnCondition.Builder.create(this, "Wanted")
                .expression(Fn.conditionNot(Fn.conditionEquals(writeKey, "")))
                .build();
        ((CfnRule) rule.getNode().getDefaultChild())
                .setState(Fn.conditionIf(wanted.getLogicalId(), "ENABLED", "DISABLED")
                        .toString());
    }

    /** As API Gateway writes it in its format 2.0; an execution's id makes a repeated call the same event. */
    private static Map<String, Object> request(String writeKey) {
        String time = EventField.getTime();
        String message =
                ("{\"type\":\"track\",\"event\":\"Heartbeat\",\"messageId\":\"heartbeat-%s\",\"anonymousId\":\"heartbeat\","
                                + "\"timestamp\":\"%s\",\"sentAt\":\"%s\",\"writeKey\":\"%s\","
                                + "\"context\":{\"userAgent\":\"clickstream-heartbeat-bot/1.0\"},\"properties\":{}}")
                        .formatted(EventField.getEventId(), time, time, writeKey);
        Map<String, Object> http = Map.of(
                "method", "POST",
                "path", "/v1/track",
                "protocol", "HTTP/1.1",
                "sourceIp", "127.0.0.1",
                "userAgent", "clickstream-heartbeat-bot/1.0");
        return Map.of(
                "version",
                "2.0",
                "routeKey",
                "POST /v1/{path+}",
                "rawPath",
                "/v1/track",
                "rawQueryString",
                "",
                "headers",
                Map.of("content-type", "application/json"),
                "requestContext",
                Map.of("http", http, "requestId", EventField.getEventId(), "stage", "$default"),
                "body",
                message,
                "isBase64Encoded",
                false);
    }
}
