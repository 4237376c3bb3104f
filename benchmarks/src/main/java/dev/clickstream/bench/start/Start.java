package dev.clickstream.bench.start;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * One start, from the making of the process.
 *
 * @param ready until it can take a request
 * @param readyCpu seconds of CPU until then
 * @param answered until the first event was acknowledged by the broker and answered with 200
 * @param answeredCpu seconds of CPU until then
 */
public record Start(Duration ready, double readyCpu, Duration answered, double answeredCpu) {
    public Start {
        requireNonNull(ready);
        requireNonNull(answered);
    }

    /**
     * Each figure's own; of an even number the upper one.
     *
     * @param starts at least one
     */
    public static Start median(List<Start> starts) {
        return new Start(
                middle(starts, Start::ready),
                middle(starts, Start::readyCpu),
                middle(starts, Start::answered),
                middle(starts, Start::answeredCpu));
    }

    private static <T extends Comparable<T>> T middle(List<Start> starts, Function<Start, T> figure) {
        return starts.stream()
                .map(figure)
                .sorted(Comparator.naturalOrder())
                .toList()
                .get(starts.size() / 2);
    }
}
