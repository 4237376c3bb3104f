package dev.clickstream.cli.send;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Brings one batch to the collector: tries again with the same messages, splits what is too large, gives up in the end. */
final class Delivery {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final CollectorClient collector;
    private final Duration patience;
    private final Tally tally;
    private final AtomicReference<@Nullable String> refusal = new AtomicReference<>();

    Delivery(CollectorClient collector, Duration patience, Tally tally) {
        this.collector = collector;
        this.patience = patience;
        this.tally = tally;
    }

    /** Why the collector wants nothing more from us; null while it does. */
    @Nullable
    String refusal() {
        return refusal.get();
    }

    List<Verdict> deliver(List<Message> batch) throws InterruptedException {
        long giveUpAt = System.nanoTime() + patience.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            String refused = refusal.get();
            if (refused != null) {
                return allUnanswered(batch, refused);
            }
            switch (collector.post(batch)) {
                case Answer.Judged judged -> {
                    return judged.verdicts();
                }
                case Answer.TooLarge _ -> {
                    return split(batch);
                }
                case Answer.Refused answer -> refusal.compareAndSet(null, answer.why());
                case Answer.TryAgain again -> {
                    Duration wait = again.after() == null ? jittered(pause) : again.after();
                    if (System.nanoTime() + wait.toNanos() > giveUpAt) {
                        return allUnanswered(batch, again.why());
                    }
                    tally.retry(batch);
                    Thread.sleep(wait);
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                }
            }
        }
    }

    private List<Verdict> split(List<Message> batch) throws InterruptedException {
        if (batch.size() == 1) {
            return List.of(new Verdict.Rejected("too_large", "", "", "the collector takes no event of this size"));
        }
        List<Verdict> verdicts = new ArrayList<>(deliver(batch.subList(0, batch.size() / 2)));
        verdicts.addAll(deliver(batch.subList(batch.size() / 2, batch.size())));
        return verdicts;
    }

    private static List<Verdict> allUnanswered(List<Message> batch, String why) {
        return Collections.nCopies(batch.size(), new Verdict.Unanswered(why));
    }

    private static Duration jittered(Duration pause) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis() + 1));
    }
}
