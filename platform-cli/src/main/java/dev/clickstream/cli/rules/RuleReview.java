package dev.clickstream.cli.rules;

import dev.clickstream.plan.ActivityRule;
import dev.clickstream.plan.PlannedProperty;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.rules.Rule;
import dev.clickstream.rules.condition.Condition;
import dev.clickstream.rules.condition.PropertyUse;
import dev.clickstream.rules.condition.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Holds a rule against the tracking plan: whether there is what it names. */
final class RuleReview {
    private final Set<String> properties = new TreeSet<>();
    private final Set<String> categories = new TreeSet<>();

    /** @param others rules there are: what one moves activity to is a category too */
    RuleReview(TrackingPlan plan, Collection<Rule> others) {
        plan.events().forEach(event -> {
            event.properties().stream().map(PlannedProperty::name).forEach(properties::add);
            event.activities().stream().map(ActivityRule::category).forEach(categories::add);
        });
        others.forEach(rule -> {
            if (rule instanceof Rule.Recategorise move) {
                categories.add(move.to());
            }
        });
    }

    /** What the rule names and nobody knows; empty if all is well. */
    List<String> problems(Rule rule) {
        List<String> problems = new ArrayList<>();
        rule.condition().map(Condition::properties).stream()
                .flatMap(List::stream)
                .filter(use -> !properties.contains(use.name()))
                .map(this::unknown)
                .forEach(problems::add);
        named(rule)
                .filter(category -> !categories.contains(category))
                .map(category -> "no event of the tracking plan acts on a category \"%s\"; %s"
                        .formatted(
                                category,
                                Spelling.nearest(category, categories)
                                        .map("is \"%s\" meant?"::formatted)
                                        .orElse("there are " + String.join(", ", categories))))
                .forEach(problems::add);
        return problems;
    }

    private String unknown(PropertyUse use) {
        return "\"when\" %d:%d: no event of the tracking plan has a property %s; %swrite properties[\"%s\"] if it is meant"
                .formatted(
                        use.line(),
                        use.column(),
                        use.name(),
                        Spelling.nearest(use.name(), properties)
                                .map("is %s meant? else "::formatted)
                                .orElse(""),
                        use.name());
    }

    private static Stream<String> named(Rule rule) {
        return switch (rule) {
            case Rule.Recategorise move -> Stream.of(move.from());
            case Rule.Weight weight -> Stream.ofNullable(weight.category());
            case Rule.Cap cap -> Stream.of(cap.category());
            case Rule.FoldWindow fold -> Stream.of(fold.category());
            case Rule.Drop _, Rule.Flag _, Rule.CurrencyRate _, Rule.BlockedIds _ -> Stream.empty();
        };
    }
}
