package dev.clickstream.cli.trial;

import dev.clickstream.event.Event;
import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.rules.RuleVersion;
import dev.clickstream.rules.activity.PlannedActivities;
import dev.clickstream.rules.activity.PlannedActivity;
import dev.clickstream.rules.force.RuleCounts;
import dev.clickstream.rules.force.Rules;
import dev.clickstream.rules.force.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Judges events by the rules in force and by the same with one rule changed. Not for several threads. */
public final class Trial {
    /** How many examples of each kind are kept. */
    public static final int EXAMPLES = 5;

    private final PlannedActivities planned;
    private final String tried;
    private final RuleCounts counts = new RuleCounts();
    private final Rules before;
    private final Rules after;
    private final HotItems itemsBefore;
    private final HotItems itemsAfter;
    private final Map<String, Long> changes = new TreeMap<>();
    private final List<Example> examples = new ArrayList<>();
    private Instant latest = Instant.MIN;
    private long events;
    private long changed;

    /** An event that would be judged otherwise. */
    public record Example(String messageId, String event, String change, String before, String after) {}

    /** A hot item that would be there, or not. */
    public record Item(String profile, String category, String item) {}

    /**
     * What a trial found.
     *
     * @param changed events with another verdict
     * @param changes how many events by what would change; an event may be among several
     * @param matched events on which the tried rule's condition held; all for a rule without one that is asked of events
     * @param failed events on which it could not be evaluated
     * @param publishedBefore activities that reach the hot store's topic
     */
    public record Report(
            long events,
            long changed,
            Map<String, Long> changes,
            List<Example> examples,
            long matched,
            long failed,
            long publishedBefore,
            long publishedAfter,
            List<Item> appearing,
            List<Item> vanishing) {}

    /**
     * @param inForce the newest version of every rule
     * @param candidate takes the place of the rule of its id
     */
    public Trial(TrackingPlan plan, Collection<RuleVersion> inForce, RuleVersion candidate) {
        this.planned = new PlannedActivities(plan);
        List<RuleVersion> with = new ArrayList<>(inForce);
        with.removeIf(version -> version.rule().id().equals(candidate.rule().id()));
        with.add(candidate);
        this.tried = candidate.name();
        this.before = new Rules(inForce, "before", new RuleCounts());
        this.after = new Rules(with, "after", counts);
        this.itemsBefore = new HotItems(before);
        this.itemsAfter = new HotItems(after);
    }

    public void add(Event event) {
        events++;
        latest = event.occurredAt().isAfter(latest) ? event.occurredAt() : latest;
        Verdict old = before.verdict(event);
        Verdict fresh = after.verdict(event);
        List<String> differences = differences(old, fresh);
        if (!differences.isEmpty()) {
            changed++;
            differences.forEach(difference -> changes.merge(difference, 1L, Long::sum));
            if (examples.size() < EXAMPLES) {
                examples.add(new Example(
                        event.messageId(),
                        event.event(),
                        String.join(", ", differences),
                        inWords(old),
                        inWords(fresh)));
            }
        }
        List<PlannedActivity> activities = planned.of(event);
        itemsBefore.add(event, old.applyTo(activities));
        itemsAfter.add(event, fresh.applyTo(activities));
    }

    private static List<String> differences(Verdict old, Verdict fresh) {
        if (old.isDropped() != fresh.isDropped()) {
            return List.of(fresh.isDropped() ? "dropped" : "no longer dropped");
        }
        List<String> differences = new ArrayList<>();
        if (!old.flags().keySet().equals(fresh.flags().keySet())) {
            differences.add("other flags");
        }
        if (!targets(old).equals(targets(fresh))) {
            differences.add("other category");
        }
        if (!factors(old).equals(factors(fresh))) {
            differences.add("other weight");
        }
        return differences;
    }

    private static Map<String, String> targets(Verdict verdict) {
        Map<String, String> targets = new TreeMap<>();
        verdict.moves().forEach((from, move) -> targets.put(from, move.to()));
        return targets;
    }

    private static List<String> factors(Verdict verdict) {
        return verdict.weighed().stream()
                .map(weight -> "%s x %s"
                        .formatted(
                                weight.category() == null ? "all" : weight.category(),
                                weight.factor().stripTrailingZeros().toPlainString()))
                .sorted()
                .toList();
    }

    private static String inWords(Verdict verdict) {
        if (verdict.isDropped()) {
            return "dropped by " + verdict.droppedBy();
        }
        List<String> words = new ArrayList<>();
        targets(verdict).forEach((from, to) -> words.add(from + " to " + to));
        factors(verdict).forEach(factor -> words.add("weight " + factor));
        verdict.flags().keySet().forEach(flag -> words.add("flag " + flag));
        return words.isEmpty() ? "as planned" : String.join(", ", words);
    }

    /** Of all events so far; lists are as they stand at the newest of them. */
    public Report report() {
        SortedSet<HotItems.HotItem> shownBefore = itemsBefore.shown(latest);
        SortedSet<HotItems.HotItem> shownAfter = itemsAfter.shown(latest);
        RuleCounts.Count count = counts.all().getOrDefault(tried, new RuleCounts.Count(0, 0));
        return new Report(
                events,
                changed,
                changes,
                examples,
                count.matched(),
                count.failed(),
                itemsBefore.published(),
                itemsAfter.published(),
                without(shownAfter, shownBefore),
                without(shownBefore, shownAfter));
    }

    private static List<Item> without(SortedSet<HotItems.HotItem> items, SortedSet<HotItems.HotItem> others) {
        SortedSet<HotItems.HotItem> left = new TreeSet<>(items);
        left.removeAll(others);
        return left.stream()
                .map(item -> new Item(item.profile(), item.category(), item.item()))
                .toList();
    }
}
