package dev.clickstream.infra.nag;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The findings as one Markdown page: figures first, then what is open, then what is suppressed and why. */
public final class NagDocument {
    private NagDocument() {}

    public static String of(String title, List<Finding> findings) {
        StringBuilder page = new StringBuilder("# cdk-nag: ").append(title).append("\n\n");
        page.append(
                "| pack | followed | suppressed | open errors | open warnings |\n| --- | --- | --- | --- | --- |\n");
        Map<String, List<Finding>> packs =
                findings.stream().collect(Collectors.groupingBy(Finding::pack, TreeMap::new, Collectors.toList()));
        packs.forEach((pack, own) -> page.append("| %s | %d | %d | %d | %d |\n"
                .formatted(
                        pack,
                        count(own, finding -> finding.compliance() == Finding.Compliance.COMPLIANT),
                        count(own, finding -> finding.compliance() == Finding.Compliance.SUPPRESSED),
                        count(own, finding -> finding.isOpen() && finding.level() == Finding.Level.ERROR),
                        count(own, finding -> finding.isOpen() && finding.level() == Finding.Level.WARNING))));
        section(page, "Open", findings, Finding::isOpen, finding -> finding.level() + ": " + finding.info());
        section(
                page,
                "Suppressed",
                findings,
                finding -> finding.compliance() == Finding.Compliance.SUPPRESSED,
                Finding::reason);
        return page.toString();
    }

    private static long count(List<Finding> findings, Predicate<Finding> which) {
        return findings.stream().filter(which).count();
    }

    private static void section(
            StringBuilder page,
            String title,
            List<Finding> findings,
            Predicate<Finding> which,
            java.util.function.Function<Finding, String> what) {
        page.append("\n## ").append(title).append("\n\n");
        List<Finding> own = findings.stream()
                .filter(which)
                .sorted(Comparator.comparing(Finding::rule).thenComparing(Finding::resource))
                .toList();
        if (own.isEmpty()) {
            page.append("None.\n");
            return;
        }
        page.append("| rule | resource | |\n| --- | --- | --- |\n");
        own.forEach(finding -> page.append("| %s | %s | %s |\n"
                .formatted(
                        finding.rule(), finding.resource(), what.apply(finding).replace("|", "\\|"))));
    }
}
