package dev.clickstream.loader.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickstream.loader.EarlyCommittingLoader;
import dev.clickstream.loader.Platform;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ledger notices what it is there for. A loader without its defences is made on the wire, by leaving statements out, or
 * of the loader's own parts, put together otherwise.
 */
class HarnessProofIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    /** Is answered as a statement without rows, and changes nothing. */
    private static final String NOTHING = "set query_group to 'unlocked'";
    /** Answers as many rows as there are ranges, and moves no offset. */
    private static final String NO_MOVE = "update staged_range set row_count = row_count";

    @TempDir
    Path folder;

    private Platform platform;
    private Ledger ledger;

    @BeforeEach
    void start() {
        platform = new Platform(folder);
        ledger = new Ledger(platform);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void withoutLockAndWithoutTheOffsetsConditionRowsAreDoubled() {
        CyclicBarrier meeting = new CyclicBarrier(2);
        twoLoaders(
                sql -> without(Point.LOCK, NOTHING, meetingAtCopy(meeting), sql),
                sql -> without(Point.LOCK, NOTHING, meetingAtCopy(meeting), sql),
                true);

        assertThat(ledger.ofWarehouse().doubled()).isPositive();
        assertThat(ledger.ofWarehouse().lost()).isZero();
    }

    @Test
    void withoutTheLockAloneTheOffsetsRefuseTheSecondOne() {
        CyclicBarrier meeting = new CyclicBarrier(2);
        String logs = twoLoaders(
                sql -> without(Point.LOCK, NOTHING, meetingAtCopy(meeting), sql),
                sql -> without(Point.LOCK, NOTHING, meetingAtCopy(meeting), sql),
                false);

        assertThat(ledger.ofWarehouse()).matches(Ledger.Verdict::exact, "exact");
        assertThat(logs).containsPattern("cannot load \\d+: .*(concurrent update|1023)");
    }

    @Test
    void withoutTheOffsetsConditionAloneTheLockShowsTheSecondOneThatItIsDone() {
        CountDownLatch there = new CountDownLatch(1);
        String logs = twoLoaders(Meeting.holdingCopyUntil(there, LIMIT), Meeting.tellingOfLock(there), true);

        assertThat(ledger.ofWarehouse()).matches(Ledger.Verdict::exact, "exact");
        assertThat(logs).containsPattern("rolled back: seq=\\d+ loader=\\S+ outcome=AlreadyLoaded");
    }

    @Test
    void startedFromKafkasOffsetsThatAreCommittedEarlyRowsAreLost() throws Exception {
        try (WiredLoader sound = new WiredLoader(platform, folder, "sound")) {
            sound.start();
            ledger.produce(20);
            await().atMost(LIMIT).until(ledger::landed);
        }
        EarlyCommittingLoader early = new EarlyCommittingLoader(platform, folder);
        ledger.produce(30);

        early.run(true);
        ledger.produce(40);
        early.run(false);

        assertThat(ledger.ofWarehouse().lost()).isEqualTo(30);
        assertThat(ledger.ofWarehouse().doubled()).isZero();
    }

    /**
     * One load by two loaders at once.
     *
     * @param withoutCondition whether the offsets are moved after the load, by whoever comes, from wherever they are
     * @return what both logged
     */
    private String twoLoaders(Function<String, Fate> first, Function<String, Fate> second, boolean withoutCondition) {
        try (WiredLoader one = new WiredLoader(platform, folder, "one");
                WiredLoader other = new WiredLoader(platform, folder, "other")) {
            one.start();
            one.awaitReady();
            ledger.produce(20);
            await().atMost(LIMIT).until(ledger::landed);
            other.start();
            other.awaitReady();
            one.sql().tap(withoutCondition ? withoutCondition(first) : first);
            other.sql().tap(withoutCondition ? withoutCondition(second) : second);
            ledger.produce(200);
            await().atMost(LIMIT).until(ledger::landed);
            await().atMost(LIMIT)
                    .until(() -> (one.log() + other.log()).matches("(?s).*(rolled back|failed, will try again).*")
                            || ledger.ofWarehouse().doubled() > 0);
            one.sql().quiet();
            other.sql().quiet();
            return one.log() + other.log();
        }
    }

    private static Fate without(String statement, String instead, Function<String, Fate> otherwise, String sql) {
        return sql.equals(statement) ? new Fate.Say(instead) : otherwise.apply(sql);
    }

    /** Both have asked what is loaded before either copies; a second load is not waited for. */
    private static Function<String, Fate> meetingAtCopy(CyclicBarrier meeting) {
        return sql -> sql.startsWith(Point.COPY)
                ? new Fate.PassAfter(() -> {
                    try {
                        meeting.await(20, TimeUnit.SECONDS);
                    } catch (TimeoutException | BrokenBarrierException alone) {
                        // The other one has nothing to load.
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })
                : Fate.PASS;
    }

    private Function<String, Fate> withoutCondition(Function<String, Fate> otherwise) {
        boolean[] ofLoad = {false};
        return sql -> {
            ofLoad[0] |= sql.startsWith("insert into ops.load_range");
            if (sql.startsWith(Point.MOVE_OFFSETS)) {
                return new Fate.Say(NO_MOVE);
            }
            return ofLoad[0] && sql.equals("commit") ? new Fate.AnswerAfter(this::moveOffsets) : otherwise.apply(sql);
        };
    }

    /** Both may do so at once, and then the warehouse refuses one of them. */
    private void moveOffsets() {
        await().atMost(LIMIT)
                .ignoreExceptionsMatching(HarnessProofIT::isRefused)
                .until(this::offsetsMove);
    }

    private static boolean isRefused(Throwable failure) {
        return failure instanceof SQLException && failure.getMessage().contains("1023");
    }

    private boolean offsetsMove() throws SQLException {
        try (Connection connection = platform.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    update ops.load_offset set next_offset = r.loaded from
                    (select topic, part, max(end_offset) as loaded from ops.load_range group by topic, part) r
                    where load_offset.topic = r.topic and load_offset.part = r.part""");
            return true;
        }
    }
}
