package dev.clickstream.cli.rejected;

import static java.util.Objects.requireNonNull;

import dev.clickstream.cli.topic.TopicSearch;
import dev.clickstream.event.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Reads what the collector refused, from the log itself: it is there before it has landed. */
public final class RejectedTopic {
    /** A record is written a moment after it was received. */
    private static final Duration BEFORE = Duration.ofMinutes(1);

    private final TopicSearch topics;

    public RejectedTopic(TopicSearch topics) {
        this.topics = requireNonNull(topics);
    }

    /** Empty if there is none there, or no longer. */
    public Optional<Rejection> at(int partition, long offset) {
        return topics.at(Topics.REJECTED.name(), partition, offset).map(Rejection::of);
    }

    public void read(Criteria criteria, Consumer<Rejection> reader) {
        Predicate<Rejection> meant = criteria;
        topics.read(Topics.REJECTED, criteria.since().minus(BEFORE), record -> {
            Rejection rejection = Rejection.of(record);
            if (meant.test(rejection)) {
                reader.accept(rejection);
            }
        });
    }
}
