package dev.clickstream.collector;

import dev.clickstream.collector.decode.Refusal;
import dev.clickstream.collector.verdict.Verdict;
import java.time.Duration;
import java.util.List;

/** What a sender is told. */
public sealed interface Answer {
    /** Everything is stored: the accepted on their topics, the rejected on theirs. */
    record Collected(int accepted, List<Verdict.Rejected> rejected) implements Answer {
        public Collected {
            rejected = List.copyOf(rejected);
        }
    }

    /** Sending the same bytes again can never work. */
    record Refused(Refusal refusal) implements Answer {}

    /** The source has sent as much as it may for now. */
    record TooMuch(Duration pause) implements Answer {}

    /** The broker has not acknowledged everything: send again later. */
    record Unavailable() implements Answer {}
}
