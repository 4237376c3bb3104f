package dev.clickstream.cli.send;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts verdicts while several connections send. */
final class Tally {
    private final InstantSource clock;
    private final Instant started;
    private final Map<String, Long> rejections = new HashMap<>();
    private final Map<String, Long> unanswered = new HashMap<>();
    private long accepted;
    private long sent;
    private long retries;
    private long repeated;
    private Instant lastAnswer;

    Tally(InstantSource clock) {
        this.clock = clock;
        this.started = clock.instant();
        this.lastAnswer = started;
    }

    synchronized long count(List<Verdict> verdicts) {
        for (Verdict verdict : verdicts) {
            switch (verdict) {
                case Verdict.Accepted _ -> accepted++;
                case Verdict.Rejected rejected -> rejections.merge(rejected.reason(), 1L, Long::sum);
                case Verdict.Unanswered nothing -> unanswered.merge(nothing.why(), 1L, Long::sum);
            }
        }
        sent += verdicts.size();
        lastAnswer = clock.instant();
        return sent;
    }

    synchronized void retry(List<Message> batch) {
        retries++;
        repeated += batch.size();
    }

    synchronized SendReport report() {
        Duration elapsed = Duration.between(started, lastAnswer);
        return new SendReport(
                sent, accepted, mostFirst(rejections), mostFirst(unanswered), retries, repeated, elapsed, lastAnswer);
    }

    private static Map<String, Long> mostFirst(Map<String, Long> counts) {
        Map<String, Long> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
