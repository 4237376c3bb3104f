package dev.clickstream.rules.publish;

import dev.clickstream.rules.store.StoredRule;
import java.util.List;

/** The topic of rules. */
public interface RulesLog {
    /** Appends the versions in their order, keyed by their rules' ids; returns when all are acknowledged. */
    void append(List<StoredRule> versions);
}
