package dev.clickstream.rules.force;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each version of a rule matched, and how often its condition could not be evaluated. Safe for many threads. */
public final class RuleCounts {
    /**
     * Since this program started.
     *
     * @param matched events
     * @param failed events on which the condition could not be evaluated: no match
     */
    public record Count(long matched, long failed) {}

    private final Map<String, LongAdder> matched = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();

    /** @param rule as {@code id@version} */
    LongAdder matched(String rule) {
        return matched.computeIfAbsent(rule, name -> new LongAdder());
    }

    LongAdder failed(String rule) {
        return failed.computeIfAbsent(rule, name -> new LongAdder());
    }

    /** By {@code id@version}, in that order. */
    public Map<String, Count> all() {
        Map<String, Count> all = new TreeMap<>();
        matched.forEach((rule, count) ->
                all.put(rule, new Count(count.sum(), failed(rule).sum())));
        return all;
    }
}
