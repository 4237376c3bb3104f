package dev.clickstream.loader;

import dev.clickstream.loader.audit.AuditReport;
import dev.clickstream.loader.audit.Gap;
import dev.clickstream.loader.plan.LoadPlan;
import dev.clickstream.loader.plan.LoadSize;
import dev.clickstream.loader.stage.RepairOutcome;
import dev.clickstream.loader.stage.StageArchive;
import dev.clickstream.loader.stage.StageRepair;
import dev.clickstream.loader.stage.StagedLoad;
import dev.clickstream.loader.stage.Stager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Closes the gaps of an audit that can be closed: finishes and loads what waits, and makes anew what is gone from the bucket
 * or is another there. Deletes nothing, and done twice does no more.
 */
final class Repair {
    /** @param done whether the gap is closed */
    record Step(long seq, boolean done, String what) {}

    /** Of one repair: more than that many loads are not under way between an audit and its repair. */
    private static final int CYCLES = 100_000;

    private final Cycle cycle;
    private final Stager stager;
    private final StageArchive archive;
    private final StageRepair files;
    private final LoaderConfig config;

    Repair(Cycle cycle, Stager stager, StageArchive archive, StageRepair files, LoaderConfig config) {
        this.cycle = cycle;
        this.stager = stager;
        this.archive = archive;
        this.files = files;
        this.config = config;
    }

    List<Step> of(AuditReport report, boolean dryRun) {
        List<Step> steps = new ArrayList<>();
        SortedSet<Long> waiting = new TreeSet<>();
        SortedSet<Long> damaged = new TreeSet<>();
        for (Gap gap : report.gaps()) {
            switch (gap.kind()) {
                case UNFINISHED, UNLOADED -> waiting.add(gap.seq());
                case VANISHED, ALTERED -> damaged.add(gap.seq());
                case MISCOUNTED, DOUBLED, DELETED, DISJOINT ->
                    steps.add(new Step(
                            gap.seq(), false, gap.what() + ": " + gap.kind().cause()));
            }
        }
        for (long seq : damaged) {
            steps.add(dryRun ? new Step(seq, false, "would make anew what is damaged of it") : madeAnew(seq));
        }
        if (!waiting.isEmpty()) {
            steps.addAll(
                    dryRun
                            ? waiting.stream()
                                    .map(seq -> new Step(seq, false, "would load it"))
                                    .toList()
                            : load(waiting));
        }
        return steps;
    }

    private Step madeAnew(long seq) {
        Optional<LoadPlan> plan = archive.plan(seq);
        if (plan.isEmpty()) {
            return new Step(seq, false, "its plan is gone too: nothing says what was in it");
        }
        StagedLoad staged = stager.stage(plan.get());
        return switch (files.repair(plan.get(), staged.manifest(), files.damage(staged.manifest(), true))) {
            case RepairOutcome.Repaired repaired ->
                new Step(
                        seq,
                        true,
                        repaired.keys().isEmpty()
                                ? "its files are what its manifest says"
                                : "made anew: " + String.join(", ", repaired.keys()));
            case RepairOutcome.Impossible impossible -> new Step(seq, false, impossible.reason());
        };
    }

    private List<Step> load(SortedSet<Long> waiting) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < CYCLES && !waiting.isEmpty(); i++) {
            switch (cycle.run(new LoadSize(config.rollRows(), config.rollRows(), 1))) {
                case CycleResult.Done done -> {
                    long seq = done.manifest().seq();
                    waiting.headSet(seq + 1).forEach(loaded -> steps.add(new Step(loaded, true, "is loaded")));
                    waiting.headSet(seq + 1).clear();
                }
                case CycleResult.Repaired repaired ->
                    steps.add(new Step(repaired.seq(), true, "made anew: " + String.join(", ", repaired.keys())));
                case CycleResult.Refused refused -> {
                    waiting.forEach(seq -> steps.add(new Step(seq, false, refused.reason())));
                    return steps;
                }
                case CycleResult.Idle _ -> {
                    waiting.forEach(seq -> steps.add(new Step(seq, true, "was loaded meanwhile")));
                    return steps;
                }
            }
        }
        return steps;
    }
}
