package dev.clickstream.processor.rebuild.features;

import dev.clickstream.recent.CategoryItems;
import dev.clickstream.recent.Point;
import dev.clickstream.recent.RecentItem;
import dev.clickstream.recent.RecentItems;
import dev.clickstream.recent.Snapshot;
import dev.clickstream.recent.table.SnapshotScan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.hadoop.ParquetWriter;

/** Writes features to {@code recent-items-<asOf>.parquet}: the whole file or none. */
public final class FeatureExport {
    /** @param rows how many features */
    public record Result(Path file, long rows, Instant asOf) {}

    private final ParquetWriter<Feature> writer;
    private final Instant asOf;
    private long rows;

    private FeatureExport(ParquetWriter<Feature> writer, Instant asOf) {
        this.writer = writer;
        this.asOf = asOf;
    }

    /** What a table holds, expired items left out. */
    public static Result ofTable(SnapshotScan scan, String table, Instant asOf, Path folder) {
        return write(
                folder,
                asOf,
                export -> scan.read(table, (profile, categories) -> {
                    for (CategoryItems category : categories) {
                        export.add(profile, category.category(), category.items());
                    }
                }));
    }

    /** What was folded, without a table. @param fold hands out every list once */
    public static Result ofFold(Consumer<Consumer<Snapshot>> fold, Instant asOf, Path folder) {
        return write(
                folder,
                asOf,
                export -> fold.accept(snapshot -> export.add(
                        snapshot.profileId(),
                        snapshot.category(),
                        snapshot.points().stream().map(FeatureExport::item).toList())));
    }

    private static RecentItem item(Point point) {
        return new RecentItem(point.itemId(), point.occurredAt().truncatedTo(ChronoUnit.SECONDS), point.attributes());
    }

    private static Result write(Path folder, Instant asOf, Consumer<FeatureExport> rows) {
        Path file = folder.resolve("recent-items-%s.parquet"
                .formatted(asOf.truncatedTo(ChronoUnit.MILLIS).toString().replace(":", "")));
        Path part = folder.resolve(file.getFileName() + ".part");
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(part);
            long count;
            try (ParquetWriter<Feature> writer = FeatureFile.create(part)) {
                FeatureExport export = new FeatureExport(writer, asOf);
                rows.accept(export);
                count = export.rows;
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Result(file, count, asOf);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private void add(String profile, String category, List<RecentItem> items) {
        int rank = 0;
        for (RecentItem item : items) {
            if (!RecentItems.isExpired(item.occurredAt(), asOf)) {
                rank++;
                rows++;
                write(new Feature(profile, category, item.itemId(), item.occurredAt(), item.factor(), rank, asOf));
            }
        }
    }

    private void write(Feature feature) {
        try {
            writer.write(feature);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a feature", e);
        }
    }
}
