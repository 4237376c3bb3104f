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
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A slice's records as files on this machine: one for its table and, rarely, one for what lay on a main topic and is no
 * event. The same records give the same files, byte for byte.
 */
final class SliceFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SliceFiles.class);

    private final Map<LandingTable, SliceFile> open = new EnumMap<>(LandingTable.class);
    private final List<Long> deleted = new ArrayList<>();
    private final Slice slice;
    private final Path workDirectory;

    private SliceFiles(Slice slice, Path workDirectory) {
        this.slice = slice;
        this.workDirectory = workDirectory;
    }

    static SliceFiles read(LoadPlan plan, Slice slice, SourceLog log, Path workDirectory) {
        SliceFiles files = new SliceFiles(slice, workDirectory);
        try {
            files.readAll(plan, log);
            return files;
        } catch (RuntimeException | Error e) {
            files.close();
            throw e;
        }
    }

    private void readAll(LoadPlan plan, SourceLog log) {
        RowMaker maker = new RowMaker();
        for (OffsetRange range : slice.ranges()) {
            int number = deleted.size();
            deleted.add(log.read(range, record -> {
                write(maker.row(record), number);
                maker.original(record).ifPresent(whole -> write(whole, number));
            }));
        }
        if (maker.cuts() > 0) {
            LOG.warn(
                    "values cut to fit their columns, kept whole in landing/originals: seq={} slice={} values={}",
                    plan.seq(),
                    slice.number(),
                    maker.cuts());
        }
    }

    private void write(Row row, int range) {
        open.computeIfAbsent(
                        row.table(),
                        table -> new SliceFile(
                                table, workDirectory, slice.ranges().size()))
                .write(row, range);
    }

    Collection<SliceFile> files() {
        return open.values();
    }

    /** For each range of the slice. */
    List<Long> deleted() {
        return List.copyOf(deleted);
    }

    @Override
    public void close() {
        open.values().forEach(SliceFile::close);
    }
}
