package dev.clickstream.redshift.corpus;

import dev.clickstream.redshift.corpus.CorpusCase.Mark;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** How many statements of each area are right. */
final class CorpusReport {

    private final Map<String, Map<Mark, int[]>> areas = new TreeMap<>();

    void add(CorpusCase one, boolean right) {
        int[] counted = areas.computeIfAbsent(one.area(), name -> new EnumMap<>(Mark.class))
                .computeIfAbsent(one.mark(), mark -> new int[2]);
        counted[0]++;
        counted[1] += right ? 1 : 0;
    }

    int all(Mark mark) {
        return sum(mark, 0);
    }

    int right(Mark mark) {
        return sum(mark, 1);
    }

    private int sum(Mark mark, int field) {
        return areas.values().stream()
                .mapToInt(area -> count(area, mark, field))
                .sum();
    }

    private static int count(Map<Mark, int[]> area, Mark mark, int field) {
        return area.getOrDefault(mark, new int[2])[field];
    }

    String table() {
        StringBuilder table = new StringBuilder("""
                | area | supported | right | refused | with its reason | open |
                | --- | ---: | ---: | ---: | ---: | ---: |
                """);
        areas.forEach((name, area) -> table.append(row(
                name,
                count(area, Mark.SUPPORTED, 0),
                count(area, Mark.SUPPORTED, 1),
                count(area, Mark.REFUSED, 0),
                count(area, Mark.REFUSED, 1),
                count(area, Mark.OPEN, 0))));
        table.append(row(
                "**all**",
                all(Mark.SUPPORTED),
                right(Mark.SUPPORTED),
                all(Mark.REFUSED),
                right(Mark.REFUSED),
                all(Mark.OPEN)));
        return table.toString();
    }

    private static String row(String name, int supported, int right, int refused, int reasoned, int open) {
        return "| %s | %d | %d | %d | %d | %d |%n".formatted(name, supported, right, refused, reasoned, open);
    }
}
