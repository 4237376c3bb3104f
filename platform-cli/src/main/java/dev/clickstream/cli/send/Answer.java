package dev.clickstream.cli.send;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the collector answered one POST. */
sealed interface Answer {
    /** One verdict per message, in the order sent. */
    record Judged(List<Verdict> verdicts) implements Answer {
        public Judged {
            verdicts = List.copyOf(verdicts);
        }
    }

    record TryAgain(String why, @Nullable Duration after) implements Answer {}

    record TooLarge() implements Answer {}

    /** Trying again would not help: a wrong write key, or a body that is not understood. */
    record Refused(String why) implements Answer {}
}
