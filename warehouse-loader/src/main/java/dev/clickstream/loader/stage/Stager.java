package dev.clickstream.loader.stage;

import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.landing.Row;
import dev.clickstream.loader.landing.RowMaker;
import dev.clickstream.loader.plan.LoadPlan;
import dev.clickstream.loader.plan.OffsetRange;
import dev.clickstream.loader.plan.Slice;
import dev.clickstream.loader.source.SourceLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plan, then data, then manifest; each put only where nothing lies yet. Whoever comes second, after a crash or beside a
 * live loader, finds what is there and goes on from it.
 */
public final class Stager {
    private static final Logger LOG = LoggerFactory.getLogger(Stager.class);

    private final StageBucket bucket;
    private final SourceLog log;
    private final Path workDirectory;

    public Stager(StageBucket bucket, SourceLog log, Path workDirectory) {
        this.bucket = bucket;
        this.log = log;
        this.workDirectory = workDirectory;
    }

    /** Makes this the plan of its place in the sequence, unless there is one: then that is it. */
    public LoadPlan agree(LoadPlan wanted) {
        String key = StageKeys.plan(wanted.seq());
        if (bucket.putIfAbsent(key, StageJson.write(wanted))) {
            return wanted;
        }
        LoadPlan present = bucket.read(key)
                .map(StageJson::readPlan)
                .orElseThrow(() -> new StageException("is taken, yet not there: key=" + key));
        LOG.info("carrying out the plan of another run: seq={} loader={}", present.seq(), present.loader());
        return present;
    }

    public StagedLoad stage(LoadPlan plan) {
        String key = StageKeys.manifest(plan.seq());
        byte[] json = bucket.read(key).orElseGet(() -> write(plan, key));
        LoadManifest manifest = StageJson.readManifest(json);
        Map<LandingTable, String> copyManifests = new EnumMap<>(LandingTable.class);
        manifest.perTable().forEach((table, files) -> {
            String copyKey = StageKeys.copyManifest(plan.seq(), table);
            bucket.putIfAbsent(copyKey, StageJson.copyManifest(files, bucket));
            copyManifests.put(table, bucket.url(copyKey));
        });
        return new StagedLoad(manifest, StageJson.sha256(json), copyManifests);
    }

    private byte[] write(LoadPlan plan, String manifestKey) {
        List<StagedFile> files = new ArrayList<>();
        Map<TopicPartition, Long> rows = new HashMap<>();
        for (Slice slice : plan.slices()) {
            for (StagedFile file : stage(plan, slice)) {
                files.add(file);
                for (int i = 0; i < slice.ranges().size(); i++) {
                    rows.merge(
                            slice.ranges().get(i).topicPartition(),
                            file.rangeRows().get(i),
                            Long::sum);
                }
            }
        }
        List<LoadedRange> ranges = plan.perPartition().stream()
                .map(range -> new LoadedRange(
                        range.topic(),
                        range.partition(),
                        range.start(),
                        range.end(),
                        rows.getOrDefault(range.topicPartition(), 0L)))
                .toList();
        byte[] json = StageJson.write(new LoadManifest(plan.seq(), files, ranges));
        return bucket.putIfAbsent(manifestKey, json)
                ? json
                : bucket.read(manifestKey)
                        .orElseThrow(() -> new StageException("is taken, yet not there: key=" + manifestKey));
    }

    /** A slice gives one file for its table and, rarely, one for what lay on a main topic and is no event. */
    private List<StagedFile> stage(LoadPlan plan, Slice slice) {
        RowMaker maker = new RowMaker();
        Map<LandingTable, SliceFile> open = new EnumMap<>(LandingTable.class);
        try {
            for (int i = 0; i < slice.ranges().size(); i++) {
                int number = i;
                OffsetRange range = slice.ranges().get(i);
                log.read(range, record -> {
                    Row row = maker.row(record);
                    open.computeIfAbsent(
                                    row.table(),
                                    table -> new SliceFile(
                                            table, workDirectory, slice.ranges().size()))
                            .write(row, number);
                });
            }
            if (maker.cuts() > 0) {
                LOG.warn(
                        "values cut to fit their columns: seq={} slice={} values={}",
                        plan.seq(),
                        slice.number(),
                        maker.cuts());
            }
            List<StagedFile> staged = new ArrayList<>();
            open.forEach((table, file) -> staged.add(file.put(bucket, StageKeys.data(plan, slice, table))));
            return staged;
        } finally {
            open.values().forEach(SliceFile::close);
        }
    }
}
