package dev.clickstream.rules.force;

import dev.clickstream.rules.activity.PlannedActivity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say of one event, and which of them said it. Rules are named as {@code id@version}.
 *
 * @param droppedBy the rule that keeps the event out of the hot store, {@link #BOT} for a robot's; null if it is kept
 * @param flags that rules gave the event, each with its rule
 * @param moves by the category that activity leaves
 * @param weighed in the order of the rules' ids
 * @param inShadow rules that would have acted
 */
public record Verdict(
        @Nullable String droppedBy,
        SortedMap<String, String> flags,
        SortedMap<String, Move> moves,
        List<Weighed> weighed,
        List<String> inShadow) {
    /** Not a rule of anybody's: robots never enter the hot store. */
    public static final String BOT = "bot";

    /** The attributes that rules add to a point. */
    public static final String WEIGHT = "weight";

    public static final String FLAGS = "flags";

    static final Verdict NOTHING = new Verdict(null, new TreeMap<>(), new TreeMap<>(), List.of(), List.of());

    /** Activity goes to another category. */
    public record Move(String to, String rule) {}

    /** @param category null for every category */
    public record Weighed(@Nullable String category, BigDecimal factor, String rule) {}

    public Verdict {
        flags = Collections.unmodifiableSortedMap(flags);
        moves = Collections.unmodifiableSortedMap(moves);
        weighed = List.copyOf(weighed);
        inShadow = List.copyOf(inShadow);
    }

    static Verdict droppedBy(String rule, List<String> inShadow) {
        return new Verdict(rule, new TreeMap<>(), new TreeMap<>(), List.of(), inShadow);
    }

    public boolean isDropped() {
        return droppedBy != null;
    }

    /** Every rule that acted, in no order. */
    public List<String> acted() {
        List<String> acted = new ArrayList<>(flags.values());
        if (droppedBy != null) {
            acted.add(droppedBy);
        }
        moves.values().forEach(move -> acted.add(move.rule()));
        weighed.forEach(weight -> acted.add(weight.rule()));
        return acted;
    }

    /** What the event does by these rules. Weights and flags go with what it adds, not with what it takes away. */
    public List<PlannedActivity> applyTo(List<PlannedActivity> activities) {
        if (isDropped()) {
            return List.of();
        }
        if (flags.isEmpty() && moves.isEmpty() && weighed.isEmpty()) {
            return activities;
        }
        return activities.stream().map(this::apply).toList();
    }

    private PlannedActivity apply(PlannedActivity activity) {
        Move move = moves.get(activity.category());
        PlannedActivity moved = move == null ? activity : activity.inCategory(move.to());
        if (moved.point().removed()) {
            return moved;
        }
        Map<String, String> added = new HashMap<>();
        if (!flags.isEmpty()) {
            added.put(FLAGS, String.join(",", flags.keySet()));
        }
        weighed.stream()
                .filter(weight -> weight.category() == null || weight.category().equals(moved.category()))
                .map(Weighed::factor)
                .reduce(BigDecimal::multiply)
                .ifPresent(
                        factor -> added.put(WEIGHT, factor.stripTrailingZeros().toPlainString()));
        return added.isEmpty() ? moved : moved.with(added);
    }
}
