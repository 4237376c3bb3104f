package dev.clickstream.loader.stage;

import dev.clickstream.loader.landing.FileShape;
import dev.clickstream.loader.landing.LandingTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A carried-out plan: every file of one load, written down once. What it says is what the warehouse loads.
 *
 * @param ranges one for each partition
 */
public record LoadManifest(long seq, List<StagedFile> files, List<LoadedRange> ranges) {
    public LoadManifest {
        files = List.copyOf(files);
        ranges = List.copyOf(ranges);
    }

    public String batchId() {
        return "load-%012d".formatted(seq);
    }

    /** That the warehouse gets. */
    public long rows() {
        return files.stream()
                .filter(file -> file.table().isLoaded())
                .mapToLong(StagedFile::rows)
                .sum();
    }

    public long bytes() {
        return files.stream().mapToLong(StagedFile::bytes).sum();
    }

    /** The files of each COPY: of each table of the warehouse that gets rows, and each shape of its files. */
    Map<LandingTable, Map<FileShape, List<StagedFile>>> perCopy() {
        Map<LandingTable, Map<FileShape, List<StagedFile>>> copies = new TreeMap<>();
        perTable()
                .forEach((table, ofTable) -> copies.put(
                        table,
                        ofTable.stream()
                                .collect(Collectors.groupingBy(
                                        StagedFile::shape, LinkedHashMap::new, Collectors.toList()))));
        return copies;
    }

    /** The files of each table of the warehouse that gets rows. */
    public Map<LandingTable, List<StagedFile>> perTable() {
        return files.stream()
                .filter(file -> file.table().isLoaded())
                .collect(Collectors.groupingBy(StagedFile::table, TreeMap::new, Collectors.toList()));
    }
}
