package dev.clickstream.loader.stage;

import dev.clickstream.loader.landing.FileShape;
import dev.clickstream.loader.landing.LandingTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data file on the bucket.
 *
 * @param rangeRows how many of its rows come from each range of its slice
 * @param columns its shape's; null as in manifests from before shapes were kept, whose files have the table's first columns
 */
public record StagedFile(
        LandingTable table,
        String key,
        long bytes,
        String sha256,
        List<Long> rangeRows,
        @Nullable List<String> columns) {
    public StagedFile {
        rangeRows = List.copyOf(rangeRows);
        columns = columns == null ? table.firstShape().columns() : List.copyOf(columns);
    }

    public long rows() {
        return rangeRows.stream().mapToLong(Long::longValue).sum();
    }

    public FileShape shape() {
        return columns == null ? table.firstShape() : new FileShape(columns);
    }
}
