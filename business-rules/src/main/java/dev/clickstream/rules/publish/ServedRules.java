package dev.clickstream.rules.publish;

import dev.clickstream.rules.store.StoredRule;
import java.util.List;

/** The copy that programs read. */
public interface ServedRules {
    /**
     * Brings the copy up to these versions, all at once; what it holds in a newer version stays.
     *
     * @return how many rules it changed
     */
    int write(List<StoredRule> newest);

    /** Tells the programs that something changed. */
    void announce();
}
