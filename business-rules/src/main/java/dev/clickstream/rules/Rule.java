package dev.clickstream.rules;

import dev.clickstream.rules.condition.Condition;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A business rule, by its kind. Each refuses at once what it cannot mean. */
public sealed interface Rule {
    /** How many items of a category are shown at most, whatever a rule says. */
    int MOST_ITEMS = 30;

    /** Letters, digits and hyphens, at most 100. */
    String id();

    /** The kind's name in JSON, e.g. {@code fold_window}. */
    default String kind() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    /** Which events it is about; empty where it is about all, or about none in particular. */
    default Optional<Condition> condition() {
        return Optional.empty();
    }

    /** Keeps matching events out of the hot store; they stay in the log and the warehouse. */
    record Drop(String id, Condition when) implements Rule {
        public Drop {
            requireId(id);
        }

        @Override
        public Optional<Condition> condition() {
            return Optional.of(when);
        }
    }

    /** Gives matching events a flag, which later conditions see and what the event becomes carries. */
    record Flag(String id, Condition when, String flag) implements Rule {
        public Flag {
            requireId(id);
            requireWord("flag", flag);
        }

        @Override
        public Optional<Condition> condition() {
            return Optional.of(when);
        }
    }

    /**
     * Activity of one category goes to another.
     *
     * @param when null for all activity of the category
     */
    record Recategorise(String id, @Nullable Condition when, String from, String to) implements Rule {
        public Recategorise {
            requireId(id);
            requireWord("from", from);
            requireWord("to", to);
            if (from.equals(to)) {
                throw new IllegalArgumentException("\"from\" and \"to\" must differ, were both \"" + from + "\"");
            }
        }

        @Override
        public Optional<Condition> condition() {
            return Optional.ofNullable(when);
        }
    }

    /**
     * Matching activity weighs more or less; the reader multiplies the weight of age by it.
     *
     * @param when null for all events
     * @param category null for every category
     * @param factor above 0; factors of several rules multiply
     */
    record Weight(
            String id, @Nullable Condition when, @Nullable String category, BigDecimal factor) implements Rule {
        private static final BigDecimal LARGEST = new BigDecimal(1_000);

        public Weight {
            requireId(id);
            if (category != null) {
                requireWord("category", category);
            }
            if (when == null && category == null) {
                throw new IllegalArgumentException("a weight needs \"when\" or \"category\", or both: had neither");
            }
            if (factor.signum() <= 0 || factor.compareTo(LARGEST) > 0 || factor.scale() > 6) {
                throw new IllegalArgumentException(
                        "\"factor\" must be above 0 and at most 1000, with at most 6 decimals, was "
                                + factor.toPlainString());
            }
        }

        @Override
        public Optional<Condition> condition() {
            return Optional.ofNullable(when);
        }
    }

    /** A category shows fewer items. The lowest of several caps counts. */
    record Cap(String id, String category, int items) implements Rule {
        public Cap {
            requireId(id);
            requireWord("category", category);
            if (items < 1 || items > MOST_ITEMS) {
                throw new IllegalArgumentException("\"items\" must be 1 to %d, was %d".formatted(MOST_ITEMS, items));
            }
        }
    }

    /**
     * Additions of the same item to a category count once per window. Windows begin at multiples of their length since 1970.
     * The longest of several counts.
     */
    record FoldWindow(String id, String category, Duration window) implements Rule {
        private static final Duration LONGEST = Duration.ofDays(1);

        public FoldWindow {
            requireId(id);
            requireWord("category", category);
            if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(LONGEST) > 0 || window.getNano() != 0) {
                throw new IllegalArgumentException(
                        "\"window\" must be whole seconds from PT1S to PT24H, was " + window);
            }
        }
    }

    /** What a currency is worth from a day on. */
    record CurrencyRate(String id, String currency, BigDecimal sgdPerUnit, LocalDate validFrom) implements Rule {
        public CurrencyRate {
            requireId(id);
            if (!currency.matches("[A-Z]{3}")) {
                throw new IllegalArgumentException(
                        "\"currency\" must be three capital letters (ISO 4217), was \"" + currency + "\"");
            }
            if (sgdPerUnit.signum() <= 0) {
                throw new IllegalArgumentException(
                        "\"sgd_per_unit\" must be positive, was " + sgdPerUnit.toPlainString());
            }
        }
    }

    /**
     * Ids that never link a device and a person, though an event names both.
     *
     * @param ids compared without regard to case and blanks around
     */
    record BlockedIds(String id, Set<String> ids) implements Rule {
        public BlockedIds {
            requireId(id);
            SortedSet<String> folded = new TreeSet<>();
            for (String blocked : ids) {
                if (blocked.isBlank()) {
                    throw new IllegalArgumentException("\"ids\" must hold text, one is blank");
                }
                folded.add(fold(blocked));
            }
            if (folded.isEmpty()) {
                throw new IllegalArgumentException("\"ids\" must name at least one id, was empty");
            }
            ids = Collections.unmodifiableSortedSet(folded);
        }

        public static String fold(String id) {
            return id.strip().toLowerCase(Locale.ROOT);
        }
    }

    private static void requireId(String id) {
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9-]{0,99}")) {
            throw new IllegalArgumentException(
                    "\"id\" must be 1 to 100 letters, digits and hyphens, was \"" + id + "\"");
        }
    }

    private static void requireWord(String name, String word) {
        if (!word.matches("[a-z][a-z_]{0,49}")) {
            throw new IllegalArgumentException(
                    "\"%s\" must be a lower case word of at most 50 letters, was \"%s\"".formatted(name, word));
        }
    }
}
