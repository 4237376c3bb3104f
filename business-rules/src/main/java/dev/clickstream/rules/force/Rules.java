package dev.clickstream.rules.force;

import dev.clickstream.event.Event;
import dev.clickstream.event.EventFlag;
import dev.clickstream.rules.Mode;
import dev.clickstream.rules.Rule;
import dev.clickstream.rules.RuleVersion;
import dev.clickstream.rules.activity.PlannedActivity;
import dev.clickstream.rules.condition.Condition;
import dev.clickstream.rules.condition.Condition.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * All rules in force at one moment. Immutable but for its counts; safe for any number of threads. Rules are asked in the order
 * of their ids: flags first, so that all other conditions see them; then drops; then the rest.
 */
public final class Rules {
    /** No rule at all. */
    public static final Rules NONE = new Rules(List.of(), "none", new RuleCounts());

    /** A rule that is asked of each event. */
    private record Asked(Rule rule, String name, boolean acts, LongAdder matched, LongAdder failed) {
        boolean matches(Event event, Collection<String> flags) {
            Optional<Condition> condition = rule.condition();
            Outcome outcome =
                    condition.isEmpty() ? Outcome.MATCH : condition.get().test(event, flags);
            switch (outcome) {
                case MATCH -> matched.increment();
                case FAILED -> failed.increment();
                case NO_MATCH -> {}
            }
            return outcome == Outcome.MATCH;
        }
    }

    private final String checksum;
    private final List<RuleVersion> versions;
    private final List<Asked> flags = new ArrayList<>();
    private final List<Asked> drops = new ArrayList<>();
    private final List<Asked> others = new ArrayList<>();
    private final Map<String, Integer> caps = new HashMap<>();
    private final Map<String, Duration> folds = new HashMap<>();
    private final Map<String, NavigableMap<LocalDate, BigDecimal>> rates = new HashMap<>();
    private final Set<String> blocked = new HashSet<>();

    /**
     * @param newest the newest version of each rule; deleted ones are left out here
     * @param checksum names this set of rules
     */
    public Rules(Collection<RuleVersion> newest, String checksum, RuleCounts counts) {
        this.checksum = checksum;
        this.versions = newest.stream()
                .filter(version -> version.mode() != Mode.DELETED)
                .sorted(Comparator.comparing(version -> version.rule().id()))
                .toList();
        versions.forEach(version -> add(version, counts));
    }

    private void add(RuleVersion version, RuleCounts counts) {
        boolean acts = version.mode() == Mode.ACTIVE;
        switch (version.rule()) {
            case Rule.Flag flag -> flags.add(asked(flag, version, counts));
            case Rule.Drop drop -> drops.add(asked(drop, version, counts));
            case Rule.Recategorise move -> others.add(asked(move, version, counts));
            case Rule.Weight weight -> others.add(asked(weight, version, counts));
            case Rule other when !acts -> {}
            case Rule.Cap cap -> caps.merge(cap.category(), cap.items(), Math::min);
            case Rule.FoldWindow fold ->
                folds.merge(fold.category(), fold.window(), (one, two) -> one.compareTo(two) >= 0 ? one : two);
            case Rule.CurrencyRate rate ->
                rates.computeIfAbsent(rate.currency(), none -> new TreeMap<>())
                        .put(rate.validFrom(), rate.sgdPerUnit());
            case Rule.BlockedIds ids -> blocked.addAll(ids.ids());
        }
    }

    private static Asked asked(Rule rule, RuleVersion version, RuleCounts counts) {
        String name = version.name();
        return new Asked(rule, name, version.mode() == Mode.ACTIVE, counts.matched(name), counts.failed(name));
    }

    /** Names what is in force: equal for equal rules, in every program. */
    public String checksum() {
        return checksum;
    }

    /** In the order of the ids; those in shadow are among them. */
    public List<RuleVersion> versions() {
        return versions;
    }

    /** What the rules say of the event; each rule that is asked is counted. */
    public Verdict verdict(Event event) {
        if (event.has(EventFlag.BOT)) {
            return Verdict.droppedBy(Verdict.BOT, List.of());
        }
        if (flags.isEmpty() && drops.isEmpty() && others.isEmpty()) {
            return Verdict.NOTHING;
        }
        List<String> inShadow = new ArrayList<>();
        SortedMap<String, String> given = new TreeMap<>();
        for (Asked rule : flags) {
            if (rule.matches(event, List.of())
                    && actsOrIsNoted(rule, inShadow)
                    && rule.rule() instanceof Rule.Flag flag) {
                given.putIfAbsent(flag.flag(), rule.name());
            }
        }
        for (Asked rule : drops) {
            if (rule.matches(event, given.keySet()) && actsOrIsNoted(rule, inShadow)) {
                return Verdict.droppedBy(rule.name(), inShadow);
            }
        }
        SortedMap<String, Verdict.Move> moves = new TreeMap<>();
        List<Verdict.Weighed> weighed = new ArrayList<>();
        for (Asked rule : others) {
            if (rule.matches(event, given.keySet()) && actsOrIsNoted(rule, inShadow)) {
                if (rule.rule() instanceof Rule.Recategorise move) {
                    moves.putIfAbsent(move.from(), new Verdict.Move(move.to(), rule.name()));
                } else if (rule.rule() instanceof Rule.Weight weight) {
                    weighed.add(new Verdict.Weighed(weight.category(), weight.factor(), rule.name()));
                }
            }
        }
        return new Verdict(null, given, moves, weighed, inShadow);
    }

    private static boolean actsOrIsNoted(Asked rule, List<String> inShadow) {
        if (!rule.acts()) {
            inShadow.add(rule.name());
        }
        return rule.acts();
    }

    /** What the event does by these rules, priced in SGD too. An event that does nothing is not asked about. */
    public List<PlannedActivity> apply(Event event, List<PlannedActivity> planned) {
        if (planned.isEmpty()) {
            return planned;
        }
        List<PlannedActivity> ruled = verdict(event).applyTo(planned);
        return rates.isEmpty()
                ? ruled
                : ruled.stream().map(activity -> SgdPrice.added(activity, this)).toList();
    }

    /** How many items of the category are shown at most, 1 to {@link Rule#MOST_ITEMS}. */
    public int cap(String category) {
        return caps.getOrDefault(category, Rule.MOST_ITEMS);
    }

    /** Within which time additions of an item to the category count once; empty if each counts. */
    public Optional<Duration> foldWindow(String category) {
        return Optional.ofNullable(folds.get(category));
    }

    /** Whether a rule says that the id names nobody: it must not link a device and a person. */
    public boolean blocks(String id) {
        return !blocked.isEmpty() && blocked.contains(Rule.BlockedIds.fold(id));
    }

    /** The rate of that day: the latest one that was valid by then. */
    public Optional<BigDecimal> sgdPerUnit(String currency, LocalDate day) {
        NavigableMap<LocalDate, BigDecimal> dated = rates.get(currency);
        return dated == null
                ? Optional.empty()
                : Optional.ofNullable(dated.floorEntry(day)).map(Map.Entry::getValue);
    }
}
