package dev.clickstream.rules.json;

import dev.clickstream.event.EventJson;
import dev.clickstream.rules.Mode;
import dev.clickstream.rules.Rule;
import dev.clickstream.rules.RuleVersion;
import dev.clickstream.rules.condition.BadCondition;
import dev.clickstream.rules.condition.Condition;
import dev.clickstream.rules.condition.Spelling;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rules and their versions as JSON. A rule in a file may leave out what a version adds: {@code version}, {@code mode}, {@code
 * author}, {@code reason}, {@code written_at}.
 */
public final class RuleJson {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final List<String> KINDS =
            List.of("drop", "flag", "recategorise", "weight", "cap", "fold_window", "currency_rate", "blocked_ids");

    private RuleJson() {}

    /**
     * A rule as a user writes it.
     *
     * @param version that it starts from; 0 if it does not say
     * @param mode null if it does not say
     */
    public record Draft(Rule rule, int version, @Nullable Mode mode) {}

    /** @throws BadRule naming the place of the first mistake, and a remedy */
    public static Draft readDraft(String json) {
        Members members = Members.of(json);
        int version = members.number("version", 0);
        String mode = members.optionalText("mode");
        for (String name : List.of("author", "reason", "written_at")) {
            members.optionalText(name);
        }
        Rule rule = rule(members);
        return new Draft(rule, version, mode == null ? null : in(members, "mode", () -> Mode.ofWord(mode)));
    }

    /** @throws BadRule naming the place of the first mistake */
    public static RuleVersion readVersion(String json) {
        Members members = Members.of(json);
        int version = members.number("version", 1);
        String mode = members.optionalText("mode");
        String author = members.optionalText("author");
        String reason = members.optionalText("reason");
        String writtenAt = members.optionalText("written_at");
        Rule rule = rule(members);
        return in(
                members,
                "version",
                () -> new RuleVersion(
                        rule,
                        version,
                        mode == null ? Mode.ACTIVE : Mode.ofWord(mode),
                        author == null ? "unknown" : author,
                        reason == null ? "not told" : reason,
                        writtenAt == null ? Instant.EPOCH : Instant.parse(writtenAt)));
    }

    private static Rule rule(Members members) {
        String id = members.text("id");
        String kind = members.text("kind");
        Rule rule = in(members, "id", () -> switch (kind) {
            case "drop" -> new Rule.Drop(id, when(members));
            case "flag" -> new Rule.Flag(id, when(members), members.text("flag"));
            case "recategorise" ->
                new Rule.Recategorise(id, optionalWhen(members), members.text("from"), members.text("to"));
            case "weight" ->
                new Rule.Weight(
                        id, optionalWhen(members), members.optionalText("category"), decimal(members, "factor"));
            case "cap" -> new Rule.Cap(id, members.text("category"), members.number("items"));
            case "fold_window" ->
                new Rule.FoldWindow(
                        id,
                        members.text("category"),
                        in(members, "window", () -> Duration.parse(members.text("window"))));
            case "currency_rate" ->
                new Rule.CurrencyRate(
                        id,
                        members.text("currency"),
                        decimal(members, "sgd_per_unit"),
                        in(members, "valid_from", () -> LocalDate.parse(members.text("valid_from"))));
            case "blocked_ids" -> new Rule.BlockedIds(id, Set.copyOf(members.texts("ids")));
            default ->
                throw members.bad(
                        "kind",
                        "\"kind\" must be one of %s, was \"%s\"%s"
                                .formatted(
                                        String.join(", ", KINDS),
                                        kind,
                                        Spelling.nearest(kind, KINDS)
                                                .map("; is \"%s\" meant?"::formatted)
                                                .orElse("")));
        });
        members.refuseOthers(kind, new TreeSet<>(members.asked()));
        return rule;
    }

    private static Condition when(Members members) {
        return compiled(members, members.text("when"));
    }

    private static @Nullable Condition optionalWhen(Members members) {
        String text = members.optionalText("when");
        return text == null ? null : compiled(members, text);
    }

    private static Condition compiled(Members members, String text) {
        try {
            return Condition.compile(text);
        } catch (BadCondition e) {
            throw members.bad("when", "\"when\" is wrong at its " + e.getMessage() + pointer(text, e));
        }
    }

    /** The line of the condition with a mark below what is wrong. */
    private static String pointer(String text, BadCondition problem) {
        String line = text.lines().skip(problem.line() - 1L).findFirst().orElse("");
        return "\n    %s\n    %s^".formatted(line, " ".repeat(Math.min(line.length(), problem.column() - 1)));
    }

    private static BigDecimal decimal(Members members, String name) {
        String text = members.text(name);
        try {
            BigDecimal number = new BigDecimal(text);
            if (number.precision() > 30 || Math.abs(number.scale()) > 20) {
                throw members.bad(name, "\"%s\" has too many digits: %s".formatted(name, text));
            }
            return number;
        } catch (NumberFormatException e) {
            throw members.bad(name, "\"%s\" must be a number, was %s".formatted(name, text));
        }
    }

    private interface Part<T> {
        T read();
    }

    /** What a part refuses stands where the member does that the message names, else where the given one does. */
    private static <T> T in(Members members, String name, Part<T> part) {
        try {
            return part.read();
        } catch (BadRule e) {
            throw e;
        } catch (DateTimeException e) {
            throw members.bad(name, "\"%s\" cannot be read: %s".formatted(name, e.getMessage()));
        } catch (IllegalArgumentException e) {
            String problem = String.valueOf(e.getMessage());
            String named = members.asked().stream()
                    .filter(member -> problem.startsWith("\"" + member + "\""))
                    .findFirst()
                    .orElse(name);
            throw members.bad(named, problem);
        }
    }

    /** The version on one line: what lies on the topic, in Redis and in the table. */
    public static String write(RuleVersion version) {
        ObjectNode json = tree(version.rule(), version.version());
        json.put("mode", version.mode().word());
        json.put("author", version.author());
        json.put("reason", version.reason());
        json.put("written_at", EventJson.time(version.writtenAt()));
        return json.toString();
    }

    /** The rule as a user edits it: with the version it starts from, over several lines. */
    public static String writeDraft(RuleVersion version) {
        ObjectNode json = tree(version.rule(), version.version());
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    private static ObjectNode tree(Rule rule, int version) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("id", rule.id());
        json.put("version", version);
        json.put("kind", rule.kind());
        rule.condition().ifPresent(condition -> json.put("when", condition.text()));
        switch (rule) {
            case Rule.Drop _ -> {}
            case Rule.Flag flag -> json.put("flag", flag.flag());
            case Rule.Recategorise move -> json.put("from", move.from()).put("to", move.to());
            case Rule.Weight weight -> {
                if (weight.category() != null) {
                    json.put("category", weight.category());
                }
                json.put("factor", weight.factor().toPlainString());
            }
            case Rule.Cap cap -> json.put("category", cap.category()).put("items", cap.items());
            case Rule.FoldWindow fold ->
                json.put("category", fold.category())
                        .put("window", fold.window().toString());
            case Rule.CurrencyRate rate ->
                json.put("currency", rate.currency())
                        .put("sgd_per_unit", rate.sgdPerUnit().toPlainString())
                        .put("valid_from", rate.validFrom().toString());
            case Rule.BlockedIds blocked -> blocked.ids().forEach(json.putArray("ids")::add);
        }
        return json;
    }
}
