package dev.clickstream.loader.warehouse;

import dev.clickstream.erasure.ErasureList;
import dev.clickstream.loader.stage.StagedLoad;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.common.TopicPartition;

/** The landing tables and, beside them, the truth about progress: both change in one transaction. */
public interface Warehouse extends AutoCloseable {
    /** Makes the tables that are missing. */
    void prepare();

    Progress progress();

    /** Takes up partitions that are not known yet; known ones stay where they are. */
    void register(Map<TopicPartition, Long> begins);

    /**
     * Loads all of it or nothing. After a {@link WarehouseException} the same load is simply tried again: the outcome says
     * whether the first try had been committed.
     */
    LoadOutcome load(StagedLoad load);

    /**
     * Puts the rows of a load that was loaded before in the place of what the landing tables hold of it, all or nothing, and notes
     * in {@code ops.restated_loads} that the models have to read it again. Its history and the offsets stay as they are; done
     * twice it changes no row.
     */
    LoadOutcome reload(StagedLoad load);

    /** The loads of these sequences, in their order; what was never loaded is left out. */
    List<RecordedLoad> recorded(long first, long last);

    /** The loads that were loaded in this time, in their order. */
    List<RecordedLoad> recorded(Instant from, Instant to);

    /** The list of who was erased, as it has landed. */
    ErasureList erasures();

    /** The loads that lost rows of people who were erased, and how many of their rows still lie in their files. */
    SortedMap<Long, Long> erasedLoads();

    /** Takes up that these rows are gone from the load's files too, and what its manifest says now. */
    void rewritten(StagedLoad load);

    @Override
    void close();
}
