package dev.clickstream.infra.check.policy;

import static java.util.Objects.requireNonNull;

import dev.clickstream.infra.check.template.Resource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A statement's {@code Condition}: all of its operators, and all of an operator's keys, must hold. */
public record Conditions(List<Condition> all) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

    /** @param operator without quantifier, {@code Not} and {@code IfExists} @param quantifier empty for none */
    private record Condition(
            String name,
            String quantifier,
            String operator,
            boolean negated,
            boolean ifExists,
            String key,
            List<String> values) {}

    static Conditions of(JsonNode block) {
        List<Condition> all = new ArrayList<>();
        block.forEachEntry((operator, keys) -> keys.forEachEntry((key, values) -> all.add(condition(
                operator,
                key,
                Resource.elements(values).stream().map(JsonNode::asString).toList()))));
        return new Conditions(List.copyOf(all));
    }

    private static Condition condition(String name, String key, List<String> values) {
        int colon = name.indexOf(':');
        String quantifier = colon < 0 ? "" : name.substring(0, colon);
        String rest = name.substring(colon + 1);
        boolean ifExists = rest.endsWith("IfExists");
        rest = ifExists ? rest.substring(0, rest.length() - "IfExists".length()) : rest;
        boolean negated = rest.contains("Not");
        String operator = rest.replace("Not", "");
        List<String> known = List.of(
                "StringEquals",
                "StringEqualsIgnoreCase",
                "StringLike",
                "ArnEquals",
                "ArnLike",
                "Bool",
                "Null",
                "NumericEquals",
                "NumericLessThan",
                "NumericLessThanEquals",
                "NumericGreaterThan",
                "NumericGreaterThanEquals");
        if (!known.contains(operator)
                || !List.of("", "ForAllValues", "ForAnyValue").contains(quantifier)) {
            throw new IllegalArgumentException("the condition operator %s is not understood".formatted(name));
        }
        return new Condition(name, quantifier, operator, negated, ifExists, key, values);
    }

    /** For people: operator, key and values of each. */
    public String inWords() {
        return all.stream()
                .map(condition -> "%s %s %s"
                        .formatted(condition.key(), condition.name(), String.join(" or ", condition.values())))
                .collect(Collectors.joining(" and "));
    }

    boolean hold(Request request) {
        return all.stream().allMatch(condition -> holds(condition, request));
    }

    private static boolean holds(Condition condition, Request request) {
        boolean present = request.context().containsKey(condition.key());
        if (condition.operator().equals("Null")) {
            return condition.values().contains("true") != present;
        }
        if (!present) {
            // A key that is absent matches nothing; so "not this value" is true of it.
            return switch (condition.quantifier()) {
                case "ForAllValues" -> true;
                case "ForAnyValue" -> false;
                default -> condition.ifExists() || condition.negated();
            };
        }
        List<String> found = requireNonNull(request.context().get(condition.key()));
        return condition.quantifier().equals("ForAllValues")
                ? found.stream().allMatch(value -> one(condition, value, request))
                : found.stream().anyMatch(value -> one(condition, value, request));
    }

    /** Values of a policy are alternatives; those of a negated operator must all differ. */
    private static boolean one(Condition condition, String found, Request request) {
        boolean any = condition.values().stream().anyMatch(wanted -> {
            String filled = filled(wanted, request);
            return matches(condition.operator(), filled, found);
        });
        return any != condition.negated();
    }

    private static boolean matches(String operator, String wanted, String found) {
        return switch (operator) {
            case "StringEquals" -> found.equals(wanted);
            case "StringEqualsIgnoreCase" -> found.equalsIgnoreCase(wanted);
            case "StringLike" -> Glob.matches(wanted, found);
            case "ArnEquals", "ArnLike" -> arnMatches(wanted, found);
            case "Bool" -> found.equalsIgnoreCase(wanted);
            default -> numberMatches(operator, new BigDecimal(found).compareTo(new BigDecimal(wanted)));
        };
    }

    private static boolean numberMatches(String operator, int order) {
        return switch (operator) {
            case "NumericEquals" -> order == 0;
            case "NumericLessThan" -> order < 0;
            case "NumericLessThanEquals" -> order <= 0;
            case "NumericGreaterThan" -> order > 0;
            case "NumericGreaterThanEquals" -> order >= 0;
            default ->
                throw new IllegalArgumentException("the condition operator %s is not understood".formatted(operator));
        };
    }

    /** Each of the six parts of an ARN is compared by itself; a pattern with fewer matches nothing. */
    private static boolean arnMatches(String pattern, String arn) {
        String[] wanted = pattern.split(":", 6);
        String[] found = arn.split(":", 6);
        if (wanted.length != 6 || found.length != 6) {
            return pattern.equals("*");
        }
        for (int i = 0; i < 6; i++) {
            if (!Glob.matches(wanted[i], found[i])) {
                return false;
            }
        }
        return true;
    }

    /** Policy variables. One that the request does not have matches nothing. */
    static String filled(String text, Request request) {
        return VARIABLE.matcher(text).replaceAll(match -> {
            String name = match.group(1);
            if (List.of("*", "?", "$").contains(name)) {
                return Matcher.quoteReplacement(name);
            }
            List<String> values = request.context().getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
            return Matcher.quoteReplacement(values.isEmpty() ? "\u0000" : values.getFirst());
        });
    }
}
