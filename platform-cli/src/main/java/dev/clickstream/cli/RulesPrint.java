package dev.clickstream.cli;

import dev.clickstream.cli.print.TextTable;
import dev.clickstream.cli.trial.Trial;
import dev.clickstream.rules.RuleVersion;
import dev.clickstream.rules.json.RuleJson;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How rules and trials of them are printed. */
final class RulesPrint {
    private static final List<String> OF_A_VERSION = List.of("version", "author", "reason", "written_at");

    private RulesPrint() {}

    static String table(List<RuleVersion> versions) {
        TextTable table = new TextTable("rule", "version", "kind", "mode", "author", "written", "reason");
        versions.forEach(version -> table.add(
                version.rule().id(),
                version.version(),
                version.rule().kind(),
                version.mode().word(),
                version.author(),
                version.writtenAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                version.reason()));
        return table.toString();
    }

    static String jsonLines(List<RuleVersion> versions) {
        StringBuilder lines = new StringBuilder();
        versions.forEach(version -> lines.append(RuleJson.write(version)).append('\n'));
        return lines.toString();
    }

    /** The members that differ, each as it was and as it is. */
    static String difference(RuleVersion one, RuleVersion other) {
        Map<String, String> before = members(one);
        Map<String, String> after = members(other);
        List<String> lines = new ArrayList<>();
        for (RuleVersion version : List.of(one, other)) {
            lines.add("%s  %s, %s: %s"
                    .formatted(version.name(), version.author(), version.writtenAt(), version.reason()));
        }
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        boolean differs = false;
        for (String name : names) {
            String was = before.get(name);
            String is = after.get(name);
            if (was == null || !was.equals(is)) {
                differs = true;
                if (was != null) {
                    lines.add("- %s: %s".formatted(name, was));
                }
                if (is != null) {
                    lines.add("+ %s: %s".formatted(name, is));
                }
            }
        }
        if (!differs) {
            lines.add("no difference");
        }
        return String.join("\n", lines) + "\n";
    }

    private static Map<String, String> members(RuleVersion version) {
        Map<String, String> members = new TreeMap<>();
        JsonNode json = JsonMapper.shared().readTree(RuleJson.write(version));
        json.forEachEntry((name, value) -> {
            if (!OF_A_VERSION.contains(name)) {
                members.put(name, value.isString() ? value.stringValue() : value.toString());
            }
        });
        return members;
    }

    static String text(RuleVersion candidate, Trial.Report report, LocalDate first, LocalDate last) {
        StringBuilder text = new StringBuilder();
        text.append("%s %s on %,d events of %s%n"
                .formatted(
                        candidate.rule().kind(),
                        candidate.rule().id(),
                        report.events(),
                        first.equals(last) ? first : first + " to " + last));
        double share = report.events() == 0 ? 0 : 100.0 * report.changed() / report.events();
        text.append(String.format(Locale.ROOT, "%n%,d verdicts would be others (%.2f %%)%n", report.changed(), share));
        report.changes().forEach((change, events) -> text.append("  %,d %s%n".formatted(events, change)));
        if (report.failed() > 0) {
            text.append(
                    "the condition could not be evaluated on %,d events, which then do not match: guard it with has(…)%n"
                            .formatted(report.failed()));
        }
        if (!report.examples().isEmpty()) {
            TextTable examples = new TextTable("such as", "event", "as it is", "as it would be");
            report.examples()
                    .forEach(example ->
                            examples.add(example.messageId(), example.event(), example.before(), example.after()));
            text.append('\n').append(examples);
        }
        text.append("%n%,d activities would be published instead of %,d%n"
                .formatted(report.publishedAfter(), report.publishedBefore()));
        text.append("%,d hot items would appear, %,d vanish%n"
                .formatted(report.appearing().size(), report.vanishing().size()));
        TextTable items = new TextTable("", "profile", "category", "item");
        add(items, "+", report.appearing());
        add(items, "-", report.vanishing());
        if (!report.appearing().isEmpty() || !report.vanishing().isEmpty()) {
            text.append('\n').append(items);
        }
        return text.toString();
    }

    private static void add(TextTable table, String sign, List<Trial.Item> items) {
        items.stream()
                .limit(Trial.EXAMPLES)
                .forEach(item -> table.add(sign, item.profile(), item.category(), item.item()));
    }

    static String json(RuleVersion candidate, Trial.Report report) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("rule", candidate.rule().id());
        json.put("events", report.events());
        json.put("changed", report.changed());
        ObjectNode changes = json.putObject("changes");
        report.changes().forEach(changes::put);
        json.put("matched", report.matched());
        json.put("failed", report.failed());
        json.put("published_before", report.publishedBefore());
        json.put("published_after", report.publishedAfter());
        ArrayNode examples = json.putArray("examples");
        report.examples()
                .forEach(example -> examples.addObject()
                        .put("message_id", example.messageId())
                        .put("event", example.event())
                        .put("change", example.change())
                        .put("before", example.before())
                        .put("after", example.after()));
        items(json.putArray("appearing"), report.appearing());
        items(json.putArray("vanishing"), report.vanishing());
        return json + "\n";
    }

    private static void items(ArrayNode array, List<Trial.Item> items) {
        items.forEach(item -> array.addObject()
                .put("profile", item.profile())
                .put("category", item.category())
                .put("item", item.item()));
    }
}
