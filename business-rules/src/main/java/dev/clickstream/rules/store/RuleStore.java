package dev.clickstream.rules.store;

import dev.clickstream.rules.RuleVersion;
import java.util.List;

/** Every version of every rule. A version is written once and never changed; only that it was published is noted later. */
public interface RuleStore {
    /** What became of an addition. */
    enum Outcome {
        STORED,
        /** Another author was quicker: that version is there already, and stays. */
        TAKEN
    }

    /** Adds a version; the same one again is of no effect, and counts as stored. */
    Outcome add(RuleVersion version);

    /** The newest version of every rule, in the order of the ids. */
    List<StoredRule> newest();

    /** All versions of a rule, the first one first; empty if there is no such rule. */
    List<StoredRule> history(String id);

    /** What was stored and perhaps not published, by rule and version, in that order. */
    List<StoredRule> unpublished();

    /** Notes that the versions lie on the topic and in Redis. */
    void markPublished(List<StoredRule> versions);
}
