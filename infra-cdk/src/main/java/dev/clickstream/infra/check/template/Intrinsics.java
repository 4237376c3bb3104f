package dev.clickstream.infra.check.template;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** CloudFormation's functions, over the stacks of one deployment. One it does not know is refused, never passed over. */
final class Intrinsics {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{(!?)([^}]+)}");

    /** A value in the stack that exports it. */
    private record Export(String stack, JsonNode value) {}

    private final Map<String, JsonNode> stacks;
    private final Map<String, Export> exports = new HashMap<>();

    Intrinsics(Map<String, JsonNode> stacks) {
        this.stacks = stacks;
        stacks.forEach((stack, root) -> {
            for (JsonNode output : root.path("Outputs").values()) {
                if (output.has("Export")) {
                    String name = text(stack, output.path("Export").path("Name"));
                    exports.put(name, new Export(stack, output.path("Value")));
                }
            }
        });
    }

    Resource resource(String stack, String id) {
        JsonNode raw = raw(stack, id);
        ObjectNode definition = (ObjectNode) resolve(stack, raw);
        Physical physical = physical(stack, id);
        String type = raw.path("Type").asString("");
        return new Resource(stack, id, type, ref(stack, id), physical.arn(), definition);
    }

    private JsonNode raw(String stack, String id) {
        return requireNonNull(stacks.get(stack)).path("Resources").path(id);
    }

    private Physical physical(String stack, String id) {
        String type = raw(stack, id).path("Type").asString("");
        String property = Physical.nameProperty(type);
        JsonNode given = property.isEmpty()
                ? MissingNode.getInstance()
                : raw(stack, id).path("Properties").path(property);
        return Physical.of(stack, id, type, given.isMissingNode() ? "" : text(stack, given));
    }

    private JsonNode resolve(String stack, JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode resolved = NODES.arrayNode();
            for (JsonNode element : array) {
                JsonNode value = resolve(stack, element);
                if (!value.isMissingNode()) {
                    resolved.add(value);
                }
            }
            return resolved;
        }
        if (node instanceof ObjectNode object) {
            String only = object.size() == 1 ? object.propertyNames().iterator().next() : "";
            if (only.equals("Ref") || only.startsWith("Fn::")) {
                return call(stack, only, object.path(only));
            }
            ObjectNode resolved = NODES.objectNode();
            object.forEachEntry((name, value) -> {
                JsonNode replaced = resolve(stack, value);
                if (!replaced.isMissingNode()) {
                    resolved.set(name, replaced);
                }
            });
            return resolved;
        }
        return node;
    }

    private JsonNode call(String stack, String function, JsonNode argument) {
        return switch (function) {
            case "Ref" -> reference(stack, argument.asString());
            case "Fn::GetAtt" -> {
                List<String> path = argument.isArray()
                        ? texts(stack, argument)
                        : List.of(argument.asString().split("\\.", 2));
                yield NODES.stringNode(physical(stack, path.getFirst()).attribute(path.getLast()));
            }
            case "Fn::Join" ->
                NODES.stringNode(String.join(argument.path(0).asString(), texts(stack, argument.path(1))));
            case "Fn::Sub" -> NODES.stringNode(substituted(stack, argument));
            case "Fn::Select" -> {
                JsonNode list = resolve(stack, argument.path(1));
                yield list.path(Integer.parseInt(argument.path(0).asString()));
            }
            case "Fn::Split" ->
                list(List.of(text(stack, argument.path(1))
                        .split(Pattern.quote(argument.path(0).asString()), -1)));
            case "Fn::ImportValue" -> imported(text(stack, argument));
            case "Fn::GetAZs" -> list(List.of(Physical.REGION + "a", Physical.REGION + "b", Physical.REGION + "c"));
            case "Fn::Base64" -> resolve(stack, argument);
            case "Fn::If" ->
                resolve(stack, argument.path(holds(stack, argument.path(0).asString()) ? 1 : 2));
            case "Fn::FindInMap" -> {
                List<String> keys = texts(stack, argument);
                JsonNode found = requireNonNull(stacks.get(stack)).path("Mappings");
                for (String key : keys) {
                    found = found.path(key);
                }
                yield found.isMissingNode() ? NODES.stringNode(String.join("/", keys)) : found;
            }
            default ->
                throw new IllegalArgumentException("%s of stack %s is not understood".formatted(function, stack));
        };
    }

    private JsonNode reference(String stack, String id) {
        JsonNode parameter =
                requireNonNull(stacks.get(stack)).path("Parameters").path(id);
        return switch (id) {
            case "AWS::NoValue" -> MissingNode.getInstance();
            case "AWS::AccountId" -> NODES.stringNode(Physical.ACCOUNT);
            case "AWS::Region" -> NODES.stringNode(Physical.REGION);
            case "AWS::Partition" -> NODES.stringNode("aws");
            case "AWS::URLSuffix" -> NODES.stringNode("amazonaws.com");
            case "AWS::StackName" -> NODES.stringNode(stack);
            case "AWS::StackId" ->
                NODES.stringNode(
                        "arn:aws:cloudformation:%s:%s:stack/%s/1".formatted(Physical.REGION, Physical.ACCOUNT, stack));
            default -> {
                if (raw(stack, id).isMissingNode() && parameter.isMissingNode()) {
                    throw new IllegalArgumentException(
                            "stack %s refers to %s, which it does not have".formatted(stack, id));
                }
                String given = parameter.path("Default").asString(Physical.parameter(id));
                yield NODES.stringNode(parameter.isMissingNode() ? ref(stack, id) : given);
            }
        };
    }

    private String ref(String stack, String id) {
        JsonNode resource = raw(stack, id);
        JsonNode properties = resource.path("Properties");
        String function = text(stack, properties.path("FunctionName"));
        String functionArn = function.startsWith("arn:")
                ? function
                : "arn:aws:lambda:%s:%s:function:%s".formatted(Physical.REGION, Physical.ACCOUNT, function);
        return switch (resource.path("Type").asString("")) {
            case "AWS::Lambda::Version" -> functionArn + ":1";
            case "AWS::Lambda::Alias" -> functionArn + ":" + text(stack, properties.path("Name"));
            default -> physical(stack, id).ref();
        };
    }

    private JsonNode imported(String name) {
        Export export = exports.get(name);
        if (export == null) {
            throw new IllegalArgumentException("no stack exports '%s'; there are %s".formatted(name, exports.keySet()));
        }
        return resolve(export.stack(), export.value());
    }

    private String substituted(String stack, JsonNode argument) {
        JsonNode values = argument.isArray() ? argument.path(1) : MissingNode.getInstance();
        Matcher matcher =
                SUBSTITUTION.matcher(argument.isArray() ? argument.path(0).asString() : argument.asString());
        return matcher.replaceAll(
                match -> Matcher.quoteReplacement(substitute(stack, values, match.group(1), match.group(2))));
    }

    private String substitute(String stack, JsonNode values, String literal, String name) {
        if (!literal.isEmpty()) {
            return "${" + name + "}";
        }
        if (values.has(name)) {
            return text(stack, values.path(name));
        }
        int dot = name.indexOf('.');
        return dot < 0
                ? reference(stack, name).asString()
                : physical(stack, name.substring(0, dot)).attribute(name.substring(dot + 1));
    }

    private boolean holds(String stack, String condition) {
        return holds(stack, requireNonNull(stacks.get(stack)).path("Conditions").path(condition));
    }

    private boolean holds(String stack, JsonNode condition) {
        String function = condition.propertyNames().iterator().next();
        JsonNode argument = condition.path(function);
        return switch (function) {
            case "Fn::Equals" -> text(stack, argument.path(0)).equals(text(stack, argument.path(1)));
            case "Fn::Not" -> !holds(stack, argument.path(0));
            case "Fn::And" -> argument.values().stream().allMatch(each -> holds(stack, each));
            case "Fn::Or" -> argument.values().stream().anyMatch(each -> holds(stack, each));
            case "Condition" -> holds(stack, argument.asString());
            default ->
                throw new IllegalArgumentException("%s of stack %s is not understood".formatted(function, stack));
        };
    }

    private List<String> texts(String stack, JsonNode node) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : Resource.elements(resolve(stack, node))) {
            texts.add(element.isContainer() ? element.toString() : element.asString());
        }
        return texts;
    }

    private String text(String stack, JsonNode node) {
        return texts(stack, node).stream().collect(Collectors.joining(","));
    }

    private static ArrayNode list(List<String> texts) {
        ArrayNode list = NODES.arrayNode();
        texts.forEach(list::add);
        return list;
    }
}
