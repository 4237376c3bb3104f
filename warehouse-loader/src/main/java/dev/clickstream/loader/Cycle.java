package dev.clickstream.loader;

import dev.clickstream.loader.plan.LoadPlan;
import dev.clickstream.loader.plan.LoadSize;
import dev.clickstream.loader.plan.OffsetRange;
import dev.clickstream.loader.plan.Planner;
import dev.clickstream.loader.plan.Slice;
import dev.clickstream.loader.source.SourceLog;
import dev.clickstream.loader.stage.Damage;
import dev.clickstream.loader.stage.RepairOutcome;
import dev.clickstream.loader.stage.StageRepair;
import dev.clickstream.loader.stage.StagedLoad;
import dev.clickstream.loader.stage.Stager;
import dev.clickstream.loader.warehouse.LoadOutcome;
import dev.clickstream.loader.warehouse.Progress;
import dev.clickstream.loader.warehouse.Warehouse;
import dev.clickstream.loader.warehouse.WarehouseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * One load from beginning to end: progress from the warehouse, a plan, its files and manifest on the bucket, one
 * transaction. It may be cut off anywhere and be begun again by anyone: the warehouse says where to go on, the plan says
 * what to load, and what is already there is found.
 */
final class Cycle {
    private final SourceLog log;
    private final Stager stager;
    private final StageRepair repair;
    private final Warehouse warehouse;
    private final String loaderId;
    private final Clock clock;
    private Map<TopicPartition, Long> known = Map.of();
    private Instant completeTo;

    Cycle(SourceLog log, Stager stager, StageRepair repair, Warehouse warehouse, String loaderId, Clock clock) {
        this.log = log;
        this.stager = stager;
        this.repair = repair;
        this.warehouse = warehouse;
        this.loaderId = loaderId;
        this.clock = clock;
        this.completeTo = clock.instant();
    }

    /**
     * How many offsets wait to be loaded, as far as this loader knows. Asks the log only: a warehouse that is billed while
     * it answers is left alone when there is nothing to load.
     */
    long waiting() {
        return log.ends(log.partitions()).entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - known.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /** All that was in the log so long ago is in the warehouse; counted from this loader's start on. */
    Duration freshness() {
        return Duration.between(completeTo, clock.instant());
    }

    CycleResult run(LoadSize size) {
        Instant looked = clock.instant();
        if (waiting() == 0) {
            return idle(looked);
        }
        Progress progress = progress();
        known = progress.next();
        looked = clock.instant();
        Map<TopicPartition, Long> ends = log.ends(progress.next().keySet());
        Optional<String> anotherLog = shorterThanLoaded(progress.next(), ends);
        if (anotherLog.isPresent()) {
            return new CycleResult.Refused(anotherLog.get());
        }
        List<Slice> slices = Planner.slices(progress.next(), ends, size);
        if (slices.isEmpty()) {
            return idle(looked);
        }
        LoadPlan plan = stager.agree(new LoadPlan(progress.lastSeq() + 1, loaderId, clock.instant(), slices));
        Instant begun = clock.instant();
        StagedLoad staged = stager.stage(plan);
        Duration staging = Duration.between(begun, clock.instant());
        LoadOutcome outcome;
        try {
            outcome = warehouse.load(staged);
        } catch (WarehouseException e) {
            List<Damage> damage = e.refusesFiles() ? repair.damage(staged.manifest(), true) : List.of();
            if (damage.isEmpty()) {
                throw e;
            }
            return repaired(plan, staged, damage, String.valueOf(e.getMessage()));
        }
        return switch (outcome) {
            case LoadOutcome.Loaded _, LoadOutcome.AlreadyLoaded _ -> {
                CycleResult done = done(plan, staged, staging);
                if (reached(ends)) {
                    completeTo = looked;
                }
                yield done;
            }
            case LoadOutcome.Miscounted miscounted ->
                repaired(plan, staged, repair.damage(staged.manifest(), true), miscounted.reason());
            case LoadOutcome.Refused refused -> new CycleResult.Refused(refused.reason());
        };
    }

    private CycleResult repaired(LoadPlan plan, StagedLoad staged, List<Damage> damage, String reason) {
        if (damage.isEmpty()) {
            return new CycleResult.Refused(reason);
        }
        return switch (repair.repair(plan, staged.manifest(), damage)) {
            case RepairOutcome.Repaired done -> new CycleResult.Repaired(plan.seq(), done.keys());
            case RepairOutcome.Impossible impossible -> new CycleResult.Refused(reason + "; " + impossible.reason());
        };
    }

    private CycleResult idle(Instant looked) {
        completeTo = looked;
        return new CycleResult.Idle();
    }

    private boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> known.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /**
     * A log that ends before where the warehouse is was made anew, or is another cluster's: what it holds below that offset
     * would never be loaded, in silence.
     */
    private static Optional<String> shorterThanLoaded(Map<TopicPartition, Long> next, Map<TopicPartition, Long> ends) {
        return next.entrySet().stream()
                .filter(loaded -> ends.getOrDefault(loaded.getKey(), 0L) < loaded.getValue())
                .map(loaded ->
                        "%s ends at offset %d and was loaded to %d: this is not the Kafka that the warehouse was loaded from; see docs/how-to/recover-from-disaster.md"
                                .formatted(loaded.getKey(), ends.getOrDefault(loaded.getKey(), 0L), loaded.getValue()))
                .sorted()
                .findFirst();
    }

    private CycleResult done(LoadPlan plan, StagedLoad staged, Duration staging) {
        Map<TopicPartition, Long> ends =
                plan.perPartition().stream().collect(Collectors.toMap(OffsetRange::topicPartition, OffsetRange::end));
        known = new HashMap<>(known);
        known.putAll(ends);
        log.hint(ends);
        return new CycleResult.Done(staged.manifest(), staging);
    }

    /** With all partitions that exist: one that is new is loaded from its first record on. */
    private Progress progress() {
        Progress progress = warehouse.progress();
        Set<TopicPartition> unknown = new HashSet<>(log.partitions());
        unknown.removeAll(progress.next().keySet());
        if (unknown.isEmpty()) {
            return progress;
        }
        warehouse.register(log.begins(unknown));
        return warehouse.progress();
    }
}
