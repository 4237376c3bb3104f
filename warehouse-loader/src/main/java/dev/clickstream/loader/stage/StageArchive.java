package dev.clickstream.loader.stage;

import dev.clickstream.loader.bucket.StageBucket;
import dev.clickstream.loader.plan.LoadPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The loads that lie on the bucket, whether the warehouse has them or not. */
public final class StageArchive {
    private final StageBucket bucket;

    public StageArchive(StageBucket bucket) {
        this.bucket = bucket;
    }

    /** The sequences of all plans from this one on, in their order. */
    public List<Long> planned(long from) {
        String before = from <= 1 ? "" : StageKeys.plan(from - 1);
        return bucket.list(StageKeys.PLANS, before).stream()
                .map(StageKeys::seqOfPlan)
                .toList();
    }

    public Optional<LoadPlan> plan(long seq) {
        return bucket.read(StageKeys.plan(seq)).map(StageJson::readPlan);
    }

    /** A load whose manifest is there; it is not said that its files are. */
    public Optional<StagedLoad> staged(long seq) {
        return bucket.read(StageKeys.manifest(seq)).map(json -> {
            LoadManifest manifest = StageJson.readManifest(json);
            List<TableCopy> copies = new ArrayList<>();
            manifest.perCopy()
                    .forEach((table, shapes) -> shapes.keySet()
                            .forEach(shape -> copies.add(new TableCopy(
                                    table,
                                    shape,
                                    bucket.url(StageKeys.copyManifest(seq, table, Stager.indexOf(shape, shapes)))))));
            return new StagedLoad(manifest, StageJson.sha256(json), copies);
        });
    }
}
