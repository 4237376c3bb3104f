package dev.clickstream.loader.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickstream.loader.Platform;
import dev.clickstream.loader.bucket.TestS3;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The loader's processes, killed, frozen, cut off and refused at points that are seen on the wires; afterwards every
 * acknowledged event must be in the warehouse and in the lake, once. Short in the build;
 * {@code ./clickstream bench loader-faults --kills 20} is the long run.
 */
class LoaderFaultsIT {
    private static final int KILLS = Integer.getInteger("faults.kills", 1);
    private static final long SEED = Long.getLong("faults.seed", System.nanoTime() & 0xffffff);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TempDir
    static Path folder;

    private static Platform platform;
    private static Ledger ledger;
    private static final Random RANDOM = new Random(SEED);

    @BeforeAll
    static void start() {
        System.out.printf("loader faults: %d at each point, seed=%d%n", KILLS, SEED);
        platform = new Platform(folder);
        ledger = new Ledger(platform);
        // All partitions are known then: the first lock of a later loader is its load's.
        try (WiredLoader first = new WiredLoader(platform, folder, "first")) {
            first.start();
            ledger.produce(20);
            awaitLanded();
        }
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void killedAtEachOfThePointsItLoadsEveryEventOnce() throws Exception {
        List<Point> sweep = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            sweep.addAll(List.of(Point.values()));
        }
        Collections.shuffle(sweep, RANDOM);
        try (WiredLoader loader = new WiredLoader(platform, folder, "swept")) {
            for (Point point : sweep) {
                ledger.produce(50 + RANDOM.nextInt(700));
                killAt(point, loader);
            }
            finish(loader, "%d kills at each of %d points".formatted(KILLS, Point.values().length));
        }
    }

    private static void killAt(Point point, WiredLoader loader) throws InterruptedException {
        CountDownLatch hit = new CountDownLatch(1);
        Runnable kill = () -> {
            loader.kill();
            hit.countDown();
        };
        loader.sweep();
        loader.s3().tap(point == Point.POLLED ? holdingData(loader) : point.onS3(kill));
        loader.sql().tap(point.onSql(kill));
        loader.start();
        if (point == Point.POLLED) {
            patiently().pollInterval(Duration.ofMillis(1)).until(loader::writesFile);
            kill.run();
        }
        assertThat(hit.await(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("%s was seen; %s", point, loader.log())
                .isTrue();
        loader.s3().quiet();
        loader.sql().quiet();
    }

    /** No file gets to the bucket: what is killed while it reads has put none. */
    private static Function<S3Wire.Request, Fate> holdingData(WiredLoader loader) {
        return request -> request.puts("landing/")
                ? new Fate.CutBefore(() -> patiently().until(() -> !loader.isAlive()))
                : Fate.PASS;
    }

    @Test
    void twoLoadersOnOneLoadLoadItOnce() throws Exception {
        try (WiredLoader one = new WiredLoader(platform, folder, "one");
                WiredLoader other = new WiredLoader(platform, folder, "other")) {
            one.start();
            other.start();
            one.awaitReady();
            other.awaitReady();
            for (int round = 0; round < KILLS; round++) {
                CountDownLatch bothThere = new CountDownLatch(1);
                one.sql().tap(Meeting.holdingCopyUntil(bothThere, LIMIT));
                other.sql().tap(Meeting.tellingOfLock(bothThere));
                ledger.produce(100 + RANDOM.nextInt(500));
                awaitLanded();
                one.sql().quiet();
                other.sql().quiet();
            }
            finish(one, "%d loads by two loaders at once".formatted(KILLS));
            assertThat(one.log() + other.log()).contains("rolled back: seq=");
        }
    }

    @Test
    void aLoaderFrozenBeforeTheLockFindsItsLoadDone() throws Exception {
        try (WiredLoader zombie = new WiredLoader(platform, folder, "zombie");
                WiredLoader heir = new WiredLoader(platform, folder, "heir")) {
            for (int round = 0; round < KILLS; round++) {
                freezeAt(zombie, sql -> sql.equals(Point.LOCK), heir, () -> {});
            }
            finish(heir, "%d loaders frozen before the lock".formatted(KILLS));
            assertThat(zombie.log()).contains("outcome=AlreadyLoaded[]");
        }
    }

    @Test
    void aLoaderFrozenInItsTransactionLosesItWithItsSession() throws Exception {
        try (WiredLoader zombie = new WiredLoader(platform, folder, "holder");
                WiredLoader heir = new WiredLoader(platform, folder, "successor")) {
            for (int round = 0; round < KILLS; round++) {
                freezeAt(zombie, sql -> sql.startsWith(Point.COPY), heir, zombie.sql()::cut);
            }
            finish(heir, "%d loaders frozen with the lock in hand".formatted(KILLS));
        }
    }

    /** @param meanwhile what the warehouse does to the frozen loader's session */
    private static void freezeAt(
            WiredLoader zombie, Function<String, Boolean> where, WiredLoader heir, Runnable meanwhile)
            throws InterruptedException {
        CountDownLatch frozen = new CountDownLatch(1);
        CountDownLatch thawed = new CountDownLatch(1);
        zombie.sql().tap(sql -> {
            if (frozen.getCount() == 0 || !where.apply(sql)) {
                return Fate.PASS;
            }
            return new Fate.PassAfter(() -> {
                zombie.freeze();
                frozen.countDown();
                Meeting.await(thawed, LIMIT);
            });
        });
        ledger.produce(100 + RANDOM.nextInt(300));
        zombie.start();
        assertThat(frozen.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        meanwhile.run();
        heir.start();
        awaitLanded();
        zombie.thaw();
        thawed.countDown();
        ledger.produce(50);
        awaitLanded();
        String name = "thawed and loading again: " + zombie.log();
        assertThat(zombie.isAlive()).as(name).isTrue();
        zombie.stop();
        heir.stop();
        zombie.sql().quiet();
    }

    @Test
    void aCommitWithoutAnAnswerIsLookedUp() throws Exception {
        try (WiredLoader loader = new WiredLoader(platform, folder, "cut")) {
            loader.start();
            loader.awaitReady();
            for (int round = 0; round < 2 * KILLS; round++) {
                boolean committed = round % 2 == 0;
                AtomicInteger cuts = new AtomicInteger();
                Function<String, Fate> cut = Point.COMMITTED.onSql(() -> {});
                loader.sql().tap(sql -> {
                    if (cut.apply(sql) instanceof Fate.CutAfter && cuts.getAndIncrement() == 0) {
                        return committed ? Fate.loseAnswer() : new Fate.CutBefore(() -> {});
                    }
                    return Fate.PASS;
                });
                ledger.produce(100 + RANDOM.nextInt(300));
                awaitLanded();
                assertThat(cuts).hasPositiveValue();
                loader.sql().quiet();
            }
            finish(loader, "%d commits without an answer".formatted(2 * KILLS));
            assertThat(loader.log())
                    .contains("the answer to the commit got lost")
                    .containsPattern("after the lost answer: seq=\\d+ outcome=AlreadyLoaded")
                    .containsPattern("after the lost answer: seq=\\d+ outcome=Loaded");
        }
    }

    /** Each kind of call that the loader makes to S3. */
    private enum Call {
        PLAN_PUT(request -> request.puts("plan/")),
        DATA_PUT(request -> request.puts("landing/")),
        RECEIPT_PUT(request -> request.puts("manifest/") && request.key().contains("/slice-")),
        RECEIPT_GET(request -> request.method().equals("GET") && request.key().contains("/slice-")),
        MANIFEST_PUT(request -> request.puts("manifest/") && request.key().endsWith("/load.json")),
        MANIFEST_GET(request -> request.method().equals("GET") && request.key().endsWith("/load.json")),
        COPY_MANIFEST_PUT(request -> request.puts("manifest/") && request.key().endsWith("/events.json"));

        private final Function<S3Wire.Request, Boolean> is;

        Call(Function<S3Wire.Request, Boolean> is) {
            this.is = is;
        }
    }

    @Test
    void s3FailingAtAnyCallInAnyWayCostsTimeOnly() throws Exception {
        List<Fate> faults = List.of(
                new Fate.Refuse(429),
                new Fate.Refuse(500),
                new Fate.Refuse(503),
                Fate.loseAnswer(),
                new Fate.CutBefore(() -> {}));
        int rounds = Math.max(1, KILLS / 7);
        try (WiredLoader loader = new WiredLoader(platform, folder, "refused")) {
            loader.start();
            loader.awaitReady();
            for (int round = 0; round < rounds; round++) {
                for (Call call : Call.values()) {
                    for (Fate fault : faults) {
                        AtomicInteger left = new AtomicInteger(1 + RANDOM.nextInt(2));
                        loader.s3()
                                .tap(request ->
                                        call.is.apply(request) && left.getAndDecrement() > 0 ? fault : Fate.PASS);
                        ledger.produce(20 + RANDOM.nextInt(50));
                        awaitLanded();
                        assertThat(left.get()).as("%s met %s", call, fault).isNotPositive();
                    }
                }
            }
            loader.s3().quiet();
            finish(
                    loader,
                    "%d failures of S3: %d kinds at each of %d calls"
                            .formatted(
                                    rounds * Call.values().length * faults.size(),
                                    faults.size(),
                                    Call.values().length));
        }
    }

    private static void finish(WiredLoader loader, String what) throws Exception {
        loader.stop();
        loader.start();
        awaitLanded();
        loader.stop();
        Ledger.Verdict warehouse = ledger.ofWarehouse();
        Ledger.Verdict lake;
        try (S3Client s3 = TestS3.client(
                URI.create(platform.local().endpoint("S3_ENDPOINT")),
                platform.local().endpoint("AWS_ACCESS_KEY_ID"),
                platform.local().endpoint("AWS_SECRET_ACCESS_KEY"))) {
            lake = ledger.ofLake(s3, platform.local().endpoint("S3_BUCKET"), folder.resolve("lake"));
        }
        System.out.printf(Locale.ROOT, "loader faults: %s: warehouse %s, lake %s%n", what, warehouse, lake);
        assertThat(warehouse).matches(Ledger.Verdict::exact, "exact");
        assertThat(lake).matches(Ledger.Verdict::exact, "exact");
    }

    /** What many kills left to load may take long: as long as rows come, it waits. */
    private static void awaitLanded() {
        while (!ledger.landed()) {
            long rows = ledger.rows();
            patiently().until(() -> ledger.rows() > rows);
        }
    }

    private static ConditionFactory patiently() {
        return await().atMost(LIMIT).pollInterval(Duration.ofMillis(100));
    }
}
