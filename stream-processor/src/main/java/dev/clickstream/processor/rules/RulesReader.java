package dev.clickstream.processor.rules;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads rules from their JSON. A rule that cannot be read is left out and logged; the others act. */
final class RulesReader {
    private static final Logger LOG = LoggerFactory.getLogger(RulesReader.class);
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private RulesReader() {}

    /** @param byId each rule's JSON by its id */
    static Rules read(Map<String, String> byId) {
        List<DropRule> drops = new ArrayList<>();
        Map<String, NavigableMap<LocalDate, BigDecimal>> rates = new HashMap<>();
        byId.forEach((id, json) -> {
            try {
                add(id, MAPPER.readTree(json), drops, rates);
            } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
                LOG.warn("rule {} is left out: {}", id, e.getMessage());
            }
        });
        return new Rules(drops, rates);
    }

    private static void add(
            String id, JsonNode rule, List<DropRule> drops, Map<String, NavigableMap<LocalDate, BigDecimal>> rates) {
        String kind = rule.path("kind").asString("");
        switch (kind) {
            case "drop" -> {
                Map<String, String> when = new HashMap<>();
                rule.path("when").forEachEntry((pointer, value) -> when.put(pointer, value.asString()));
                drops.add(DropRule.of(id, when));
            }
            case "currency_rate" -> {
                String currency = text(rule, "currency");
                LocalDate validFrom = LocalDate.parse(text(rule, "valid_from"));
                BigDecimal rate = rate(rule);
                rates.computeIfAbsent(currency, none -> new TreeMap<>()).put(validFrom, rate);
            }
            default -> throw new IllegalArgumentException("kind must be drop or currency_rate, was \"" + kind + "\"");
        }
    }

    private static BigDecimal rate(JsonNode rule) {
        BigDecimal rate = new BigDecimal(text(rule, "sgd_per_unit"));
        if (rate.signum() <= 0) {
            throw new IllegalArgumentException("sgd_per_unit must be positive, was " + rate.toPlainString());
        }
        return rate;
    }

    private static String text(JsonNode rule, String name) {
        String text = rule.path(name).asString("");
        if (text.isBlank()) {
            throw new IllegalArgumentException("\"" + name + "\" is missing");
        }
        return text;
    }
}
