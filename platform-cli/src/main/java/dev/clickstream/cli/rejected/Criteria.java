package dev.clickstream.cli.rejected;

import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which rejections are meant; null for any.
 *
 * @param since when the collector received them
 */
public record Criteria(
        @Nullable String code,
        @Nullable String source,
        @Nullable String event,
        Instant since) implements Predicate<Rejection> {
    @Override
    public boolean test(Rejection rejection) {
        return (code == null || code.equals(rejection.code()))
                && (source == null || source.equals(rejection.source()))
                && (event == null || event.equals(rejection.event()))
                && !rejection.receivedAt().isBefore(since);
    }
}
