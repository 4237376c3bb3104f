package dev.clickstream.loader.stage;

import java.util.List;

/**
 * What became of a slice of a plan, written down when its files are on the bucket: who finds it need not read the log for
 * that slice, so several loaders share a plan's work, and a crash costs the slice under way only.
 *
 * @param deleted for each of the slice's ranges, how many offsets the log had deleted before they could be read
 */
public record SliceReceipt(int slice, List<StagedFile> files, List<Long> deleted) {
    public SliceReceipt {
        files = List.copyOf(files);
        deleted = List.copyOf(deleted);
    }
}
