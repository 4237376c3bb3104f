package dev.clickstream.infra.cost;

import dev.clickstream.infra.cost.capacity.Limit;
import dev.clickstream.infra.cost.capacity.Need;
import dev.clickstream.infra.cost.capacity.Numbers;
import java.util.List;

/** The tables of docs/scale.md, each under the name of its marker there. */
final class ScaleTables {
    private static final List<Double> RATES = List.of(10.0, 1_000.0, 10_000.0, 1_000_000.0);

    private ScaleTables() {}

    /** What each rate needs. */
    static String capacity() {
        return capacity(reports(RATES));
    }

    static String capacity(List<CostReport> reports) {
        Markdown text = new Markdown();
        text.columns("", reports.stream().map(CostReport::title).toList());
        List<Need> names = reports.getFirst().needs();
        for (int index = 0; index < names.size(); index++) {
            int at = index;
            String what = names.get(at).what();
            String common = what.startsWith("brokers ") ? "brokers" : what;
            text.row(
                    common,
                    reports.stream()
                            .map(report -> value(report.needs().get(at), common))
                            .toList());
        }
        return text.toString();
    }

    /** A broker's type belongs to the number, not to the row. */
    private static String value(Need need, String common) {
        String unit = need.what().substring(common.length()) + " " + need.unit();
        return (Numbers.plain(need.value()) + " " + unit.strip()).strip();
    }

    /** What ends growth, the first first. */
    static String limits() {
        Markdown text = new Markdown();
        text.row("events/s", "limit", "most", "", "change");
        text.row("---:", "---", "---:", "---", "---");
        for (Limit limit : Limit.all()) {
            text.row(
                    Numbers.rounded(limit.reachedAt()),
                    limit.what(),
                    Numbers.plain(limit.most()) + " " + limit.unit(),
                    limit.kind().words(),
                    limit.change());
        }
        return text.toString();
    }

    private static List<CostReport> reports(List<Double> rates) {
        return rates.stream()
                .map(rate -> CostReport.of(rate, CostReport.Options.usual()))
                .toList();
    }
}
