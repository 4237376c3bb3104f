package dev.clickstream.loader.stage;

import dev.clickstream.loader.landing.LandingTable;
import java.util.List;

/**
 * A data file on the bucket.
 *
 * @param rangeRows how many of its rows come from each range of its slice
 */
public record StagedFile(LandingTable table, String key, long bytes, String sha256, List<Long> rangeRows) {
    public StagedFile {
        rangeRows = List.copyOf(rangeRows);
    }

    public long rows() {
        return rangeRows.stream().mapToLong(Long::longValue).sum();
    }
}
