package dev.clickstream.cli.rules;

import static java.util.Objects.requireNonNull;

import dev.clickstream.plan.TrackingPlan;
import dev.clickstream.rules.Mode;
import dev.clickstream.rules.Rule;
import dev.clickstream.rules.RuleVersion;
import dev.clickstream.rules.force.RuleCounts;
import dev.clickstream.rules.force.Rules;
import dev.clickstream.rules.json.RuleJson;
import dev.clickstream.rules.store.RuleStore;
import dev.clickstream.rules.store.StoredRule;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an author may do with rules. Every change is the next version; none is made over somebody else's. */
public final class RuleChanges {
    private final RuleStore store;
    private final TrackingPlan plan;
    private final InstantSource clock;

    public RuleChanges(RuleStore store, TrackingPlan plan, InstantSource clock) {
        this.store = requireNonNull(store, "store");
        this.plan = requireNonNull(plan, "plan");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Who makes a change, and why. */
    public record Signature(String author, String reason) {
        public Signature {
            if (author.isBlank() || reason.isBlank()) {
                throw new IllegalArgumentException("a change needs an author and a reason; neither may be blank");
            }
        }
    }

    /** The newest version of every rule that this release can read. */
    public List<RuleVersion> newest() {
        List<RuleVersion> newest = new ArrayList<>();
        for (StoredRule stored : store.newest()) {
            try {
                newest.add(RuleJson.readVersion(stored.json()));
            } catch (IllegalArgumentException e) {
                // Of a newer release; it stays in the store as it is.
            }
        }
        return newest;
    }

    /** The newest versions, acting: what the stream processor goes by once it has followed. */
    public Rules inForce() {
        return new Rules(newest(), "now", new RuleCounts());
    }

    /** All versions of a rule, the first one first. */
    public List<RuleVersion> history(String id) {
        List<StoredRule> stored = store.history(id);
        if (stored.isEmpty()) {
            throw new RuleRefused("there is no rule %s; ./clickstream rules list shows all".formatted(id));
        }
        return stored.stream().map(RuleChanges::read).toList();
    }

    /** One version, which must be there. */
    public RuleVersion version(String id, int version) {
        List<RuleVersion> history = history(id);
        return history.stream()
                .filter(candidate -> candidate.version() == version)
                .findFirst()
                .orElseThrow(() ->
                        new RuleRefused("rule %s has versions 1 to %d, no %d".formatted(id, history.size(), version)));
    }

    /**
     * Stores a rule as its next version.
     *
     * @return empty if it is as it was
     */
    public Optional<RuleVersion> put(RuleJson.Draft draft, Signature by) {
        Rule rule = draft.rule();
        review(rule);
        List<StoredRule> history = store.history(rule.id());
        if (history.isEmpty()) {
            if (draft.version() > 0) {
                throw new RuleRefused(
                        "there is no rule %s yet, the file starts from its version %d: leave \"version\" out"
                                .formatted(rule.id(), draft.version()));
            }
            Mode mode = draft.mode() == null ? Mode.ACTIVE : draft.mode();
            return Optional.of(add(new RuleVersion(rule, 1, mode, by.author(), by.reason(), clock.instant())));
        }
        RuleVersion newest = read(history.getLast());
        if (draft.version() > 0 && draft.version() != newest.version()) {
            throw new RuleRefused(
                    "rule %s is at version %d (%s), the file starts from version %d: see ./clickstream rules diff %1$s %4$d %2$d, then start from %2$d"
                            .formatted(rule.id(), newest.version(), written(newest), draft.version()));
        }
        Mode before = newest.mode() == Mode.DELETED ? Mode.ACTIVE : newest.mode();
        Mode mode = draft.mode() == null ? before : draft.mode();
        if (rule.equals(newest.rule()) && mode == newest.mode()) {
            return Optional.empty();
        }
        return Optional.of(
                add(new RuleVersion(rule, newest.version() + 1, mode, by.author(), by.reason(), clock.instant())));
    }

    /** Makes the next version of a rule say what an earlier one said, in that one's mode. */
    public RuleVersion rollback(String id, int version, Signature by) {
        RuleVersion earlier = version(id, version);
        RuleVersion newest = history(id).getLast();
        return add(new RuleVersion(
                earlier.rule(), newest.version() + 1, earlier.mode(), by.author(), by.reason(), clock.instant()));
    }

    /**
     * Makes the next version of a rule the same in another mode.
     *
     * @return empty if it is in that mode
     */
    public Optional<RuleVersion> turn(String id, Mode mode, Signature by) {
        RuleVersion newest = history(id).getLast();
        return newest.mode() == mode
                ? Optional.empty()
                : Optional.of(add(newest.next(mode, by.author(), by.reason(), clock.instant())));
    }

    private RuleVersion add(RuleVersion version) {
        if (store.add(version) == RuleStore.Outcome.TAKEN) {
            RuleVersion other = version(version.rule().id(), version.version());
            throw new RuleRefused("rule %s was changed meanwhile: version %d is %s; look at it and repeat"
                    .formatted(other.rule().id(), other.version(), written(other)));
        }
        return version;
    }

    /** @throws RuleRefused with all that the rule names and nobody knows */
    public void review(Rule rule) {
        List<Rule> others = newest().stream().map(RuleVersion::rule).toList();
        List<String> problems = new RuleReview(plan, others).problems(rule);
        if (!problems.isEmpty()) {
            throw new RuleRefused("rule %s is refused:\n  %s".formatted(rule.id(), String.join("\n  ", problems)));
        }
    }

    private static String written(RuleVersion version) {
        return "by %s, %s: %s".formatted(version.author(), version.writtenAt(), version.reason());
    }

    private static RuleVersion read(StoredRule stored) {
        try {
            return RuleJson.readVersion(stored.json());
        } catch (IllegalArgumentException e) {
            throw new RuleRefused(
                    "version %d of rule %s cannot be read by this release: %s"
                            .formatted(stored.version(), stored.id(), e.getMessage()),
                    e);
        }
    }
}
