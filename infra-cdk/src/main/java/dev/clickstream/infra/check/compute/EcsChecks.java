package dev.clickstream.infra.check.compute;

import dev.clickstream.infra.check.rule.Check;
import dev.clickstream.infra.check.rule.Fault;
import dev.clickstream.infra.check.template.Resource;
import dev.clickstream.infra.check.template.Template;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Tasks on Fargate. cdk-nag has no rule for ECS Exec, the file system, the user or the image. */
public final class EcsChecks {
    private static final String SERVICE = "AWS::ECS::Service";
    private static final String DEFINITION = "AWS::ECS::TaskDefinition";
    private static final Set<String> ROOT = Set.of("", "root", "0", "0:0", "root:root");

    private EcsChecks() {}

    public static List<Check> all() {
        return List.of(
                Check.of(
                        "ecs-no-exec",
                        "EnableExecuteCommand is said to be false: no shell in a task",
                        SERVICE,
                        service -> Fault.not(service, "EnableExecuteCommand", "false")),
                Check.of(
                        "ecs-no-public-ip",
                        "AssignPublicIp is said to be DISABLED",
                        SERVICE,
                        service -> Fault.not(
                                service, "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp", "DISABLED")),
                Check.of(
                        "ecs-private",
                        "subnets and security groups are named",
                        SERVICE,
                        service -> Fault.missing(
                                service,
                                "NetworkConfiguration.AwsvpcConfiguration.Subnets",
                                "NetworkConfiguration.AwsvpcConfiguration.SecurityGroups")),
                Check.of(
                        "ecs-rollback",
                        "a deployment that does not come up goes back by itself",
                        SERVICE,
                        service -> Fault.either(List.of(
                                Fault.not(service, "DeploymentConfiguration.DeploymentCircuitBreaker.Enable", "true"),
                                Fault.not(
                                        service,
                                        "DeploymentConfiguration.DeploymentCircuitBreaker.Rollback",
                                        "true")))),
                each(
                        "ecs-read-only-root",
                        "the root file system is read-only",
                        container -> !container
                                .path("ReadonlyRootFilesystem")
                                .asString("")
                                .equals("true"),
                        "ReadonlyRootFilesystem"),
                each(
                        "ecs-user",
                        "a user is named and it is not root",
                        container -> ROOT.contains(container.path("User").asString("")),
                        "User"),
                each(
                        "ecs-image",
                        "the image has a digest or a tag that is not latest",
                        container -> !isPinned(container.path("Image").asString("")),
                        "Image"),
                each(
                        "ecs-no-privileges",
                        "no privileges, and every capability of Linux dropped",
                        container -> container.path("Privileged").asString("").equals("true") || !dropsAll(container),
                        "LinuxParameters"),
                each(
                        "ecs-logs",
                        "the container's output is kept",
                        container -> container
                                .path("LogConfiguration")
                                .path("LogDriver")
                                .asString("")
                                .isEmpty(),
                        "LogConfiguration"),
                Check.of(
                        "ecs-no-secrets",
                        "no secret stands in a container's environment",
                        DEFINITION,
                        definition -> Fault.joined(
                                definition.each("ContainerDefinitions").stream()
                                        .flatMap(container -> Resource.elements(container.path("Environment")).stream())
                                        .toList(),
                                variable -> Secrets.isSecret(
                                        variable.path("Name").asString(""),
                                        variable.path("Value").asString("")),
                                variable -> variable.path("Name").asString("") + " is in the environment")),
                Check.beside(
                        "ecs-own-role",
                        "each program has a role of its own, apart from the one that starts it",
                        DEFINITION,
                        EcsChecks::sharedRole));
    }

    private static Check each(String name, String demands, Predicate<JsonNode> wrong, String property) {
        return Check.of(
                name,
                demands,
                DEFINITION,
                definition -> Fault.joined(definition.each("ContainerDefinitions"), wrong, container -> {
                    JsonNode found = container.path(property);
                    return "%s of %s is %s"
                            .formatted(
                                    property,
                                    container.path("Name").asString(""),
                                    found.isMissingNode()
                                            ? "missing"
                                            : found.isContainer() ? found.toString() : found.asString());
                }));
    }

    /** The tag comes after the last slash: a registry's port has a colon too. */
    private static boolean isPinned(String image) {
        if (image.contains("@sha256:")) {
            return true;
        }
        String last = image.substring(image.lastIndexOf('/') + 1);
        int colon = last.indexOf(':');
        return colon > 0 && colon < last.length() - 1 && !last.endsWith(":latest");
    }

    private static boolean dropsAll(JsonNode container) {
        return Resource.elements(
                        container.path("LinuxParameters").path("Capabilities").path("Drop"))
                .stream()
                .anyMatch(capability -> capability.asString("").equals("ALL"));
    }

    private static Optional<String> sharedRole(Resource definition, Template template) {
        String role = definition.text("TaskRoleArn");
        return Fault.either(List.of(
                Fault.missing(definition, "TaskRoleArn", "ExecutionRoleArn"),
                Fault.when(
                        !role.isEmpty() && role.equals(definition.text("ExecutionRoleArn")),
                        "it runs with the role that starts it"),
                Fault.joined(
                        template.resources(DEFINITION),
                        other -> !other.equals(definition)
                                && other.text("TaskRoleArn").equals(role),
                        other -> "it shares its role with " + other.id())));
    }
}
