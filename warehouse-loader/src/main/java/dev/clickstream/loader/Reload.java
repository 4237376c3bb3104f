package dev.clickstream.loader;

import dev.clickstream.loader.plan.LoadPlan;
import dev.clickstream.loader.stage.LoadedRange;
import dev.clickstream.loader.stage.StageArchive;
import dev.clickstream.loader.stage.StagedLoad;
import dev.clickstream.loader.warehouse.LoadOutcome;
import dev.clickstream.loader.warehouse.Progress;
import dev.clickstream.loader.warehouse.RecordedLoad;
import dev.clickstream.loader.warehouse.Warehouse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * Lands again, from the bucket alone, what was staged in a time: each load that the warehouse does not hold whole. A warehouse
 * that was lost or put back is filled so from its first missing load on. Done twice, the second time finds all there.
 */
final class Reload {
    /** @param done false for what could not be landed */
    record Step(long seq, long rows, boolean done, String what) {}

    private final StageArchive archive;
    private final Warehouse warehouse;

    Reload(StageArchive archive, Warehouse warehouse) {
        this.archive = archive;
        this.warehouse = warehouse;
    }

    /**
     * @param from of the time when the loads were planned
     * @param all true to land again also what looks whole
     */
    List<Step> between(Instant from, Instant to, boolean all, boolean dryRun) {
        List<Step> steps = new ArrayList<>();
        for (long seq : archive.planned(firstPlanned(from))) {
            Optional<LoadPlan> plan = archive.plan(seq);
            if (plan.isEmpty() || !plan.get().madeAt().isBefore(to)) {
                break;
            }
            Step step = archive.staged(seq)
                    .map(staged -> step(staged, all, dryRun))
                    .orElseGet(
                            () -> new Step(seq, 0, false, "has no manifest; './clickstream audit repair' finishes it"));
            steps.add(step);
            if (!step.done() && !dryRun) {
                break;
            }
        }
        return steps;
    }

    /** Plans follow each other in time: the first one of the time is found by halving. */
    private long firstPlanned(Instant from) {
        List<Long> all = archive.planned(1);
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean before = archive.plan(all.get(middle))
                    .map(plan -> plan.madeAt().isBefore(from))
                    .orElse(false);
            if (before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == all.size() ? Long.MAX_VALUE : all.get(low);
    }

    private Step step(StagedLoad staged, boolean all, boolean dryRun) {
        long seq = staged.manifest().seq();
        long rows = staged.manifest().rows();
        List<RecordedLoad> recorded = warehouse.recorded(seq, seq);
        if (recorded.isEmpty()) {
            return dryRun
                    ? new Step(seq, rows, true, "would be loaded: the history does not know it")
                    : said(seq, rows, loadedFirst(staged), "loaded: the history did not know it");
        }
        if (!all && holds(recorded.getFirst(), staged)) {
            return new Step(seq, 0, true, "is there");
        }
        return dryRun
                ? new Step(seq, rows, true, "would be landed again")
                : said(seq, rows, warehouse.reload(staged), "landed again");
    }

    private static boolean holds(RecordedLoad recorded, StagedLoad staged) {
        Map<String, Long> wanted = staged.manifest().perTable().entrySet().stream()
                .collect(Collectors.toMap(
                        table -> table.getKey().word(),
                        table -> table.getValue().stream()
                                .mapToLong(file -> file.rows())
                                .sum()));
        wanted.values().removeIf(rows -> rows == 0);
        Map<String, Long> found = Stream.concat(recorded.landed().stream(), recorded.erased().stream())
                .collect(Collectors.groupingBy(
                        RecordedLoad.Landed::table, Collectors.summingLong(RecordedLoad.Landed::rows)));
        boolean once = recorded.landed().stream().allMatch(landed -> landed.rows() == landed.offsets());
        return once && wanted.equals(found);
    }

    /** Partitions that the warehouse does not know begin where this load does. */
    private LoadOutcome loadedFirst(StagedLoad staged) {
        Progress progress = warehouse.progress();
        Map<TopicPartition, Long> begins = staged.manifest().ranges().stream()
                .filter(range -> !progress.next().containsKey(new TopicPartition(range.topic(), range.partition())))
                .collect(Collectors.toMap(
                        range -> new TopicPartition(range.topic(), range.partition()), LoadedRange::start));
        if (!begins.isEmpty() && progress.lastSeq() == staged.manifest().seq() - 1) {
            warehouse.register(begins);
        }
        return warehouse.load(staged);
    }

    private static Step said(long seq, long rows, LoadOutcome outcome, String done) {
        return switch (outcome) {
            case LoadOutcome.Loaded _ -> new Step(seq, rows, true, done);
            case LoadOutcome.AlreadyLoaded _ -> new Step(seq, 0, true, "was loaded meanwhile");
            case LoadOutcome.Miscounted miscounted -> new Step(seq, 0, false, miscounted.reason());
            case LoadOutcome.Refused refused -> new Step(seq, 0, false, refused.reason());
        };
    }
}
