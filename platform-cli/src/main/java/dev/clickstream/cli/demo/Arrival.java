package dev.clickstream.cli.demo;

import dev.clickstream.cli.print.Progress;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.stage.Stages;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Waits until what was sent is to be seen at the end of both ways: in DynamoDB and in the gold tables. */
final class Arrival {
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Longer than the collation window and a commit, after which nothing more comes. */
    private static final Duration REST = Duration.ofSeconds(5);

    private final Stages stages;
    private final Terminal terminal;
    private final InstantSource clock;
    private final Duration limit;

    Arrival(Stages stages, Terminal terminal, InstantSource clock, Duration limit) {
        this.stages = stages;
        this.terminal = terminal;
        this.clock = clock;
        this.limit = limit;
    }

    /** Waits for what was sent before, so that it is not counted as ours. */
    void ofEarlierEvents() throws InterruptedException {
        Instant giveUpAt = clock.instant().plus(limit);
        boolean told = false;
        while (!stages.atRest()) {
            if (clock.instant().isAfter(giveUpAt)) {
                terminal.notes().println("events keep coming from elsewhere: the counts below may hold some of them");
                return;
            }
            if (!told) {
                terminal.notes().println("waiting for the events of before to arrive");
                told = true;
            }
            Thread.sleep(LOOK);
        }
    }

    /** When the gold tables had all of it; empty when that took too long. */
    Optional<Instant> inGold(long landedBefore, long accepted) throws InterruptedException {
        Progress progress = terminal.progress("landed", accepted);
        Instant giveUpAt = clock.instant().plus(limit);
        while (clock.instant().isBefore(giveUpAt)) {
            long landed = stages.landed() - landedBefore;
            progress.show(Math.min(landed, accepted));
            if (landed >= accepted && stages.newestBuiltLoad() >= stages.newestLoad()) {
                progress.finish();
                return Optional.of(clock.instant());
            }
            Thread.sleep(LOOK);
        }
        progress.finish();
        return Optional.empty();
    }

    /** When the last snapshot was written to DynamoDB; empty when that took too long. */
    Optional<Instant> inDynamoDb() throws InterruptedException {
        Instant giveUpAt = clock.instant().plus(limit);
        Stages.HotPath last = stages.hotPath();
        Instant unchangedSince = clock.instant();
        while (clock.instant().isBefore(giveUpAt)) {
            Thread.sleep(LOOK);
            Stages.HotPath now = stages.hotPath();
            if (!now.equals(last)) {
                last = now;
                unchangedSince = clock.instant();
            } else if (now.settled() && !clock.instant().isBefore(unchangedSince.plus(REST))) {
                return Optional.of(unchangedSince);
            }
        }
        return Optional.empty();
    }
}
