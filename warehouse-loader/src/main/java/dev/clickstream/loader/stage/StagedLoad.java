package dev.clickstream.loader.stage;

import java.util.List;

/**
 * A load that only the warehouse still has to take.
 *
 * @param manifestSha256 of the manifest as it lies on the bucket
 * @param copies in the order in which they are made
 */
public record StagedLoad(LoadManifest manifest, String manifestSha256, List<TableCopy> copies) {
    public StagedLoad {
        copies = List.copyOf(copies);
    }
}
