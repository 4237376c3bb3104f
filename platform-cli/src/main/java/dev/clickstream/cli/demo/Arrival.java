package dev.clickstream.cli.demo;

import dev.clickstream.cli.print.Progress;
import dev.clickstream.cli.print.Terminal;
import dev.clickstream.cli.stage.Stages;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Waits until what was sent is to be seen at the end of both ways: in DynamoDB and in the gold tables. */
final class Arrival {
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Longer than the collation window and a commit: after so long without a change nothing more comes. */
    private static final Duration REST = Duration.ofSeconds(5);

    private final Stages stages;
    private final Terminal terminal;
    private final InstantSource clock;
    private final Duration limit;
    private Stages.@Nullable HotPath last;
    private Instant unchangedSince = Instant.MAX;
    private long failedBuilds;

    Arrival(Stages stages, Terminal terminal, InstantSource clock, Duration limit) {
        this.stages = stages;
        this.terminal = terminal;
        this.clock = clock;
        this.limit = limit;
    }

    /** When the last of it was to be seen at each end; null where that took too long. */
    record Arrived(@Nullable Instant inDynamoDb, @Nullable Instant inGold) {
        boolean everywhere() {
            return inDynamoDb != null && inGold != null;
        }
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

    Arrived everywhere(long landedBefore, long accepted) throws InterruptedException {
        Progress landing = terminal.progress("landed", accepted);
        Instant giveUpAt = clock.instant().plus(limit);
        Arrived arrived = new Arrived(null, null);
        while (!arrived.everywhere() && clock.instant().isBefore(giveUpAt)) {
            Thread.sleep(LOOK);
            Instant inDynamoDb = arrived.inDynamoDb() == null ? hotPathAtRest() : arrived.inDynamoDb();
            Instant inGold = arrived.inGold();
            if (inGold == null) {
                long landed = stages.landed() - landedBefore;
                landing.show(Math.clamp(landed, 0, accepted));
                boolean built = landed >= accepted && stages.newestBuiltLoad() >= stages.newestLoad();
                inGold = built ? clock.instant() : null;
                tellFailedBuilds();
            }
            arrived = new Arrived(inDynamoDb, inGold);
        }
        landing.finish();
        return arrived;
    }

    private void tellFailedBuilds() {
        long failed = stages.failedBuilds();
        if (failed > failedBuilds) {
            terminal.notes()
                    .printf(
                            "dbt failed %d times in a row and is run again; see its log in .clickstream/logs%n",
                            failed);
        }
        failedBuilds = failed;
    }

    /** Since when nothing has moved any more between the collector and DynamoDB; null while it does. */
    private @Nullable Instant hotPathAtRest() {
        Stages.HotPath now = stages.hotPath();
        Instant at = clock.instant();
        if (!now.equals(last)) {
            last = now;
            unchangedSince = at;
        }
        return now.settled() && Duration.between(unchangedSince, at).compareTo(REST) >= 0 ? unchangedSince : null;
    }
}
