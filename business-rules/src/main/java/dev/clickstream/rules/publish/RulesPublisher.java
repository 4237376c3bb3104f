package dev.clickstream.rules.publish;

import static java.util.Objects.requireNonNull;

import dev.clickstream.rules.store.RuleStore;
import dev.clickstream.rules.store.StoredRule;
import java.util.List;

/**
 * Publishes what is stored: to the topic, to the copy, then the notice, then the mark in the store. Broken off anywhere, a
 * repeat mends it: what is not marked goes to the topic again, where the same version twice is one; the copy is compared as a
 * whole, so that one that was flushed is filled.
 */
public final class RulesPublisher {
    private final RuleStore store;
    private final RulesLog log;
    private final ServedRules served;

    public RulesPublisher(RuleStore store, RulesLog log, ServedRules served) {
        this.store = requireNonNull(store, "store");
        this.log = requireNonNull(log, "log");
        this.served = requireNonNull(served, "served");
    }

    /**
     * What a run did.
     *
     * @param logged versions that went to the topic
     * @param served rules that changed in the copy
     */
    public record Published(int logged, int served) {}

    /** Also called when there may be nothing to do. */
    public Published sync() {
        List<StoredRule> unpublished = store.unpublished();
        if (!unpublished.isEmpty()) {
            log.append(unpublished);
        }
        int changed = served.write(store.newest());
        if (changed > 0 || !unpublished.isEmpty()) {
            served.announce();
        }
        if (!unpublished.isEmpty()) {
            store.markPublished(unpublished);
        }
        return new Published(unpublished.size(), changed);
    }
}
