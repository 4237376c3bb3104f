package dev.clickstream.loader.warehouse;

import dev.clickstream.loader.stage.StagedLoad;
import java.util.Map;
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

    @Override
    void close();
}
