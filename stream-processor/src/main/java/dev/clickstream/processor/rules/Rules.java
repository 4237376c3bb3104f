package dev.clickstream.processor.rules;

import dev.clickstream.event.Event;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * All rules in force at one moment. Immutable.
 *
 * @param rates SGD per unit, by currency (ISO 4217) and first day of validity
 */
public record Rules(List<DropRule> drops, Map<String, NavigableMap<LocalDate, BigDecimal>> rates) {
    /** No rule at all: nothing is dropped, no rate is known. */
    public static final Rules NONE = new Rules(List.of(), Map.of());

    public Rules {
        drops = List.copyOf(drops);
        rates = Map.copyOf(rates);
    }

    /** Whether a rule keeps the event out of the hot store. */
    public boolean drops(Event event) {
        return drops.stream().anyMatch(rule -> rule.matches(event));
    }

    /** The rate of that day: the latest one that was valid by then. */
    public Optional<BigDecimal> sgdPerUnit(String currency, LocalDate day) {
        NavigableMap<LocalDate, BigDecimal> dated = rates.get(currency);
        return dated == null
                ? Optional.empty()
                : Optional.ofNullable(dated.floorEntry(day)).map(Map.Entry::getValue);
    }
}
