package dev.clickstream.redshift.wire;

import java.util.Map;
import java.util.function.Supplier;

/**
 * The guards as one session knows them. Within a transaction that changes the catalog they stay what they were: to look for
 * new ones could mean to wait for this very transaction.
 */
final class SessionGuards implements Supplier<Map<String, String>> {

    private final Supplier<Map<String, String>> current;
    private final CatalogChanges changes;
    private Map<String, String> seen = Map.of();

    SessionGuards(Supplier<Map<String, String>> current, CatalogChanges changes) {
        this.current = current;
        this.changes = changes;
    }

    /** Called by the one thread that reads the client's messages. */
    @Override
    public Map<String, String> get() {
        if (!changes.pending()) {
            seen = current.get();
        }
        return seen;
    }
}
