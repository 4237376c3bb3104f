package dev.clickstream.loader.parquet;

import dev.clickstream.loader.landing.Column;
import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.landing.Row;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Hands a row's values to Parquet, column by column. */
final class RowWriteSupport extends WriteSupport<Row> {
    private final LandingTable table;
    private @Nullable RecordConsumer consumer;

    RowWriteSupport(LandingTable table) {
        this.table = table;
    }

    /** Named by Parquet's signature, never called: at run time there is no Hadoop. */
    @Override
    @SuppressWarnings("deprecation")
    public WriteContext init(Configuration hadoop) {
        throw new UnsupportedOperationException("written without Hadoop");
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(RowSchema.of(table), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        this.consumer = recordConsumer;
    }

    @Override
    public void write(Row row) {
        RecordConsumer to = Objects.requireNonNull(consumer);
        List<Column> columns = table.columns();
        to.startMessage();
        for (int i = 0; i < columns.size(); i++) {
            Object value = row.values()[i];
            if (value != null) {
                String name = columns.get(i).name();
                to.startField(name, i);
                add(to, value);
                to.endField(name, i);
            }
        }
        to.endMessage();
    }

    private static void add(RecordConsumer to, Object value) {
        switch (value) {
            case byte[] text -> to.addBinary(Binary.fromConstantByteArray(text));
            case Long number -> to.addLong(number);
            case Integer number -> to.addInteger(number);
            default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
        }
    }
}
