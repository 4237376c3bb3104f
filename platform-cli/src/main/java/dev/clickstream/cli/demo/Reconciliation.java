package dev.clickstream.cli.demo;

import dev.clickstream.cli.print.TextTable;
import dev.clickstream.cli.send.SendReport;
import dev.clickstream.cli.stage.StageCounts;
import java.util.List;

/**
 * Whether what was sent is what arrived, stage by stage, to the last event.
 *
 * @param counts what came to each stage since before the sending
 */
public record Reconciliation(SendReport report, StageCounts counts) {
    /** Two numbers that must be equal. */
    private record Equation(String left, long leftCount, String right, long rightCount) {
        boolean holds() {
            return leftCount == rightCount;
        }
    }

    private List<Equation> equations() {
        return List.of(
                new Equation("sent", report.sent(), "accepted + rejected", report.accepted() + report.rejected()),
                withCopies(
                        "accepted by the verdicts", report.accepted(), "accepted by the collector", counts.accepted()),
                withCopies(
                        "rejected by the verdicts", report.rejected(), "in the rejected topic", counts.rejectedTopic()),
                withCopies("accepted", counts.accepted(), "in Kafka", counts.inKafka()),
                new Equation("in Kafka", counts.inKafka(), "landed", counts.landed()),
                new Equation(
                        "landed",
                        counts.landed(),
                        "silver + duplicates + quarantine",
                        counts.silver() + counts.duplicates() + counts.quarantine()));
    }

    /**
     * A POST that was not answered 200 may have been stored all the same, wholly or in part, and is sent again. So the right
     * may be more than the left, by no more than was sent again; what lies in Kafka twice, silver calls a duplicate.
     */
    private Equation withCopies(String left, long leftCount, String right, long rightCount) {
        long copies = Math.clamp(rightCount - leftCount, 0, report.repeated());
        return copies == 0
                ? new Equation(left, leftCount, right, rightCount)
                : new Equation(
                        "%s %,d + copies from repeated POSTs %,d =".formatted(left, leftCount, copies),
                        leftCount + copies,
                        right,
                        rightCount);
    }

    public boolean holds() {
        return equations().stream().allMatch(Equation::holds);
    }

    @Override
    public String toString() {
        TextTable stages = new TextTable("stage", "events");
        stages.add("sent", report.sent());
        stages.add("accepted", counts.accepted());
        stages.add("rejected", report.rejected());
        stages.add("in Kafka", counts.inKafka());
        stages.add("landed", counts.landed());
        stages.add("silver", counts.silver());
        stages.add("duplicates", counts.duplicates());
        stages.add("quarantine", counts.quarantine());
        StringBuilder text = new StringBuilder().append(stages).append('\n');
        for (Equation equation : equations()) {
            text.append("  %-4s %s %,d = %s %,d%n"
                    .formatted(
                            equation.holds() ? "ok" : "NOT",
                            equation.left(),
                            equation.leftCount(),
                            equation.right(),
                            equation.rightCount()));
        }
        return text.toString();
    }
}
