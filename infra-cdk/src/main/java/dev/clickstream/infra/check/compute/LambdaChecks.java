package dev.clickstream.infra.check.compute;

import dev.clickstream.infra.check.rule.Check;
import dev.clickstream.infra.check.rule.Fault;
import dev.clickstream.infra.check.template.Resource;
import dev.clickstream.infra.check.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Functions, and how the API reaches them. */
public final class LambdaChecks {
    private static final String FUNCTION = "AWS::Lambda::Function";
    private static final String INTEGRATION = "AWS::ApiGatewayV2::Integration";
    /** An HTTP API waits so long at most. */
    private static final int LONGEST_ANSWER_MILLIS = 30_000;

    private LambdaChecks() {}

    public static List<Check> all() {
        return List.of(
                Check.of(
                        "lambda-no-secrets",
                        "no secret stands in a function's environment",
                        FUNCTION,
                        function -> Fault.joined(
                                List.copyOf(function.at("Environment.Variables").properties()),
                                variable -> Secrets.isSecret(
                                        variable.getKey(), variable.getValue().asString("")),
                                variable -> variable.getKey() + " is in the environment")),
                Check.of(
                        "lambda-environment-cmk",
                        "a key of ours encrypts a function's environment",
                        FUNCTION,
                        function -> Fault.when(
                                function.has("Environment.Variables") && !function.has("KmsKeyArn"),
                                "KmsKeyArn is missing")),
                Check.beside(
                        "lambda-timeout",
                        "a function gives up before the API gives up on it",
                        FUNCTION,
                        LambdaChecks::tooPatient),
                Check.of(
                        "lambda-concurrency",
                        "ReservedConcurrentExecutions bounds its connections",
                        FUNCTION,
                        function -> Fault.missing(function, "ReservedConcurrentExecutions")),
                Check.of(
                        "lambda-network",
                        "it runs in subnets with a security group",
                        FUNCTION,
                        function -> Fault.missing(function, "VpcConfig.SubnetIds", "VpcConfig.SecurityGroupIds")),
                Check.of(
                        "lambda-log",
                        "its log group is named, so that retention and key are known",
                        FUNCTION,
                        function -> Fault.missing(function, "LoggingConfig.LogGroup")),
                Check.of(
                        "lambda-snapstart",
                        "published versions start from a snapshot",
                        FUNCTION,
                        function -> Fault.when(
                                function.text("Runtime").startsWith("java")
                                        && !function.text("SnapStart.ApplyOn").equals("PublishedVersions"),
                                Fault.said(function, "SnapStart"))),
                Check.beside(
                        "lambda-alias",
                        "the API calls an alias: only a published version has a snapshot, and can be rolled back",
                        INTEGRATION,
                        LambdaChecks::withoutAlias),
                Check.of(
                        "lambda-callers",
                        "who may call a function is named with its source",
                        "AWS::Lambda::Permission",
                        permission -> Fault.when(
                                !permission.has("SourceArn")
                                        || permission.text("Principal").equals("*"),
                                "%s; %s"
                                        .formatted(
                                                Fault.said(permission, "Principal"),
                                                Fault.said(permission, "SourceArn")))),
                Check.of(
                        "lambda-no-url",
                        "no function has an address of its own without IAM",
                        "AWS::Lambda::Url",
                        url -> Fault.not(url, "AuthType", "AWS_IAM")));
    }

    private static Optional<String> tooPatient(Resource function, Template template) {
        List<String> faults = new ArrayList<>();
        int millis = function.at("Timeout").asInt(3) * 1_000;
        for (Resource integration : template.resources(INTEGRATION)) {
            int patience = integration.at("TimeoutInMillis").asInt(LONGEST_ANSWER_MILLIS);
            if (integration.text("IntegrationUri").contains(function.arn()) && millis >= patience) {
                faults.add("it may take %d ms, the API waits %d ms".formatted(millis, patience));
            }
        }
        return Fault.when(!faults.isEmpty(), String.join("; ", faults));
    }

    private static Optional<String> withoutAlias(Resource integration, Template template) {
        String uri = integration.text("IntegrationUri");
        return Fault.when(
                template.resources("AWS::Lambda::Alias").stream()
                        .noneMatch(alias -> uri.contains(alias.ref())
                                && !alias.text("FunctionVersion").equals("$LATEST")),
                "it calls " + uri);
    }
}
