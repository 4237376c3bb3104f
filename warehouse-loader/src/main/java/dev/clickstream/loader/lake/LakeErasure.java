package dev.clickstream.loader.lake;

import static java.util.Objects.requireNonNull;

import dev.clickstream.erasure.ErasureList;
import dev.clickstream.loader.bucket.StageBucket;
import dev.clickstream.loader.erasure.RowOwner;
import dev.clickstream.loader.stage.StageArchive;
import dev.clickstream.loader.stage.StageRewrite;
import dev.clickstream.loader.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.SortedMap;

/**
 * Writes files anew that hold people who were erased: of each load of which landing lost rows by that. One load after the other,
 * each with its books; what was cut off is found in the books the next time.
 */
public final class LakeErasure {
    /**
     * @param loads that held somebody
     * @param files that were written anew
     * @param rows that lie in files and are of people who were erased, or did before
     */
    public record Result(long loads, long files, long rows) {}

    private final Warehouse warehouse;
    private final StageRewrite rewrite;

    public LakeErasure(StageArchive archive, StageBucket bucket, Warehouse warehouse, Path workDirectory) {
        this.warehouse = requireNonNull(warehouse, "warehouse");
        this.rewrite = new StageRewrite(bucket, archive, workDirectory);
    }

    /** What there is to do, by the books. */
    public Result count() {
        SortedMap<Long, Long> loads = warehouse.erasedLoads();
        return new Result(
                loads.size(),
                0,
                loads.values().stream().mapToLong(Long::longValue).sum());
    }

    public Result carryOut() {
        ErasureList erased = warehouse.erasures();
        long loads = 0;
        long files = 0;
        long rows = 0;
        for (long seq : warehouse.erasedLoads().keySet()) {
            StageRewrite.Rewritten done = rewrite.without(seq, (table, row) -> RowOwner.isErased(erased, table, row));
            warehouse.rewritten(done.load());
            loads++;
            files += done.files();
            rows += done.rows();
        }
        return new Result(loads, files, rows);
    }
}
