package dev.clickstream.loader.stage;

import dev.clickstream.loader.landing.LandingTable;
import java.util.Map;

/**
 * A load that only the warehouse still has to take.
 *
 * @param manifestSha256 of the manifest as it lies on the bucket
 * @param copyManifests where COPY finds the list of a table's files
 */
public record StagedLoad(LoadManifest manifest, String manifestSha256, Map<LandingTable, String> copyManifests) {
    public StagedLoad {
        copyManifests = Map.copyOf(copyManifests);
    }
}
