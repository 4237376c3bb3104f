package dev.clickstream.cli.send;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What became of all messages.
 *
 * @param rejections how many for which reason, most first
 * @param unanswered how many for which reason
 * @param retries POSTs that had to be repeated
 * @param repeated messages in those POSTs, counted as often as they were repeated: so many copies may lie in Kafka at the most,
 *     since a POST that was not answered 200 may have been stored all the same
 * @param lastAnswer when the last POST was answered
 */
public record SendReport(
        long sent,
        long accepted,
        Map<String, Long> rejections,
        Map<String, Long> unanswered,
        long retries,
        long repeated,
        Duration elapsed,
        Instant lastAnswer) {

    public long rejected() {
        return rejections.values().stream().mapToLong(Long::longValue).sum();
    }

    public long unansweredCount() {
        return unanswered.values().stream().mapToLong(Long::longValue).sum();
    }

    public boolean complete() {
        return unanswered.isEmpty();
    }

    /** The report as `send` prints it. */
    public String inWords() {
        StringBuilder text = new StringBuilder();
        double seconds = Math.max(elapsed.toMillis(), 1) / 1000.0;
        text.append("sent %,d = accepted %,d + rejected %,d".formatted(sent, accepted, rejected()));
        if (!complete()) {
            text.append(" + unanswered %,d".formatted(unansweredCount()));
        }
        text.append("   (%.1f s, %,.0f events/s".formatted(seconds, sent / seconds));
        text.append(retries == 0 ? ")\n" : ", %,d POSTs repeated)\n".formatted(retries));
        rejections.forEach((reason, count) -> text.append("  rejected %,d: %s%n".formatted(count, reason)));
        unanswered.forEach((reason, count) -> text.append("  unanswered %,d: %s%n".formatted(count, reason)));
        return text.toString();
    }
}
