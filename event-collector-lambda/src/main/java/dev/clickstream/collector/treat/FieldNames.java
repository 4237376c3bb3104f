package dev.clickstream.collector.treat;

import dev.clickstream.collector.list.KeptList;
import dev.clickstream.plan.Treatment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The default list: what is done to a field of a plainly personal name where the tracking plan says nothing. It is {@code
 * personal-fields.txt}. A name counts by its last words, whatever its spelling: {@code billing_email}, {@code
 * billingEmail} and {@code Billing E-Mail} are all an {@code email}. Safe for any number of threads.
 */
final class FieldNames {
    /** Where a field stands: {@code name} is a person's among traits, and a product's elsewhere. */
    enum Place {
        /** Anywhere. */
        ANY,
        /** Among the traits of a person, or in an object named after one. */
        PERSON,
        /** In the context. */
        CONTEXT
    }

    private static final int MOST_WORDS = 4;
    /** Sites send few names again and again. */
    private static final int REMEMBERED = 4096;

    private static final int LONGEST_REMEMBERED = 64;

    private static final Set<String> ID_WORDS = Set.of(
            "id",
            "ids",
            "key",
            "sku",
            "code",
            "uuid",
            "guid",
            "ref",
            "reference",
            "hash",
            "gclid",
            "timestamp",
            "time",
            "at",
            "ts",
            "version",
            "isbn",
            "ean",
            "barcode",
            "coupon");
    private static final Set<String> PERSON_WORDS = Set.of(
            "traits",
            "user",
            "person",
            "customer",
            "traveller",
            "traveler",
            "passenger",
            "passengers",
            "travellers",
            "travelers",
            "guest",
            "contact",
            "profile",
            "payer",
            "recipient",
            "sender",
            "member",
            "driver",
            "billing",
            "shipping",
            "cardholder",
            "device",
            "address",
            "addresses");
    private static final Set<String> URL_WORDS =
            Set.of("url", "uri", "href", "link", "referrer", "referer", "path", "querystring", "search");

    private final Map<String, Rule> anywhere = new HashMap<>();
    private final Map<String, Rule> ofPersons = new HashMap<>();
    private final Map<String, Rule> ofContext = new HashMap<>();
    private final Map<String, Facts> seen = new ConcurrentHashMap<>();

    /**
     * All that a name says.
     *
     * @param safe the name without what looks personal in it, nearly always itself
     * @param isId it names an id or a code: digits in it are no telephone number
     * @param isPerson what is in it are a person's traits
     * @param isUrl what is in it is an address of a page, or a part of one
     */
    record Facts(
            String safe, Rule anywhere, Rule ofPerson, Rule inContext, boolean isId, boolean isPerson, boolean isUrl) {
        Rule rule(Place place) {
            return switch (place) {
                case ANY -> anywhere;
                case PERSON -> ofPerson;
                case CONTEXT -> inContext;
            };
        }
    }

    FieldNames() {
        for (String line : KeptList.lines("/personal-fields.txt")) {
            String[] columns = line.split("\\s+", 4);
            Rule rule = new Rule(
                    Treatment.valueOf(columns[1].toUpperCase(Locale.ROOT)),
                    Kind.valueOf(columns[2].toUpperCase(Locale.ROOT)));
            Map<String, Rule> list = switch (columns[0]) {
                case "any" -> anywhere;
                case "person" -> ofPersons;
                case "context" -> ofContext;
                default -> throw new IllegalStateException("personal-fields.txt: unknown place " + columns[0]);
            };
            for (String name : columns[3].split("\\s+")) {
                list.put(name, rule);
            }
        }
    }

    Facts facts(String name) {
        Facts known = seen.get(name);
        if (known != null) {
            return known;
        }
        Facts facts = find(name);
        if (name.length() <= LONGEST_REMEMBERED) {
            if (seen.size() >= REMEMBERED) {
                seen.clear();
            }
            seen.put(name, facts);
        }
        return facts;
    }

    private Facts find(String name) {
        List<String> words = words(name);
        Rule plain = byLastWords(words, List.of(anywhere));
        String last = words.isEmpty() ? "" : words.getLast();
        return new Facts(
                PersonalText.redacted(name, true),
                plain,
                byLastWords(words, List.of(ofPersons, anywhere)),
                byLastWords(words, List.of(ofContext, anywhere)),
                ID_WORDS.contains(last),
                PERSON_WORDS.contains(last),
                URL_WORDS.contains(last));
    }

    /** The rule of as many last words as possible; of the lists the earlier one. */
    private static Rule byLastWords(List<String> words, List<Map<String, Rule>> lists) {
        for (int count = Math.min(words.size(), MOST_WORDS); count > 0; count--) {
            String ending = String.join("", words.subList(words.size() - count, words.size()));
            for (Map<String, Rule> list : lists) {
                Rule rule = list.get(ending);
                if (rule != null) {
                    return rule;
                }
            }
        }
        return Rule.NONE;
    }

    /** Cut at capitals and at what is neither letter nor digit; digits at the end say which of several, e.g. email2. */
    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = Character.isLetter(c);
            boolean starts = Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1));
            if ((!letter || starts) && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (letter) {
                word.append(Character.toLowerCase(c));
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }
}
