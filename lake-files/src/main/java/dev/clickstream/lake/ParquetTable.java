package dev.clickstream.lake;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Rows of flat Parquet files, as the loader writes them. Parquet's own file reader cannot even be linked without Hadoop; so the
 * footer and the pages are found here, and all decoding is Parquet's.
 */
public final class ParquetTable {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    /** At the end of the file: the footer's length and the magic. */
    private static final int TAIL = 8;

    private ParquetTable() {}

    /** One row; valid only while it is given. */
    public static final class Row {
        private final Map<String, Column> columns;

        private Row(Map<String, Column> columns) {
            this.columns = columns;
        }

        /** Null where there is none. */
        public @Nullable String text(String column) {
            return column(column).value instanceof String text ? text : null;
        }

        /** Null where there is none. */
        public @Nullable Long number(String column) {
            return column(column).value instanceof Long number ? number : null;
        }

        /** Whether the file has the column. */
        public boolean has(String column) {
            return columns.containsKey(column);
        }

        private Column column(String name) {
            Column column = columns.get(name);
            if (column == null) {
                throw new IllegalArgumentException(
                        "the file has no column %s; it has %s".formatted(name, columns.keySet()));
            }
            return column;
        }
    }

    /**
     * Gives all rows, one after the other.
     *
     * @throws IOException if it cannot be read, or is no Parquet file
     */
    public static void read(Path path, Consumer<Row> rows) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            ParquetMetadata footer = footer(file);
            MessageType schema = footer.getFileMetaData().getSchema();
            Map<String, Column> columns = new LinkedHashMap<>();
            schema.getColumns().forEach(column -> columns.put(column.getPath()[0], new Column(column)));
            Row row = new Row(columns);
            for (BlockMetaData block : footer.getBlocks()) {
                ColumnReadStore store = new ColumnReadStoreImpl(
                        ColumnPages.of(file, block),
                        NO_RECORDS,
                        schema,
                        footer.getFileMetaData().getCreatedBy());
                columns.values().forEach(column -> column.readFrom(store));
                for (long i = 0; i < block.getRowCount(); i++) {
                    columns.values().forEach(Column::next);
                    rows.accept(row);
                }
            }
        }
    }

    private static ParquetMetadata footer(RandomAccessFile file) throws IOException {
        long length = file.length();
        ByteBuffer tail = length < TAIL ? ByteBuffer.allocate(TAIL) : bytes(file, length - TAIL, TAIL);
        int footer = tail.order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        byte[] magic = new byte[MAGIC.length];
        tail.get(TAIL - MAGIC.length, magic);
        if (!Arrays.equals(magic, MAGIC) || footer < 0 || footer > length - TAIL) {
            throw new IOException("it is no Parquet file");
        }
        byte[] bytes = bytes(file, length - TAIL - footer, footer).array();
        return new ParquetMetadataConverter()
                .readParquetMetadata(new ByteArrayInputStream(bytes), ParquetMetadataConverter.NO_FILTER);
    }

    static ByteBuffer bytes(RandomAccessFile file, long from, int count) throws IOException {
        byte[] bytes = new byte[count];
        file.seek(from);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private static final class Column {
        private final ColumnDescriptor descriptor;
        private @Nullable ColumnReader reader;
        private @Nullable Object value;

        Column(ColumnDescriptor descriptor) {
            this.descriptor = descriptor;
        }

        void readFrom(ColumnReadStore store) {
            reader = store.getColumnReader(descriptor);
        }

        void next() {
            ColumnReader values = requireNonNull(reader);
            value = values.getCurrentDefinitionLevel() < descriptor.getMaxDefinitionLevel() ? null : value(values);
            values.consume();
        }

        private Object value(ColumnReader values) {
            return switch (descriptor.getPrimitiveType().getPrimitiveTypeName()) {
                case BINARY -> values.getBinary().toStringUsingUTF8();
                case INT64 -> values.getLong();
                case INT32 -> (long) values.getInteger();
                case BOOLEAN, FLOAT, DOUBLE, INT96, FIXED_LEN_BYTE_ARRAY ->
                    throw new IllegalArgumentException("the loader writes no " + descriptor);
            };
        }
    }

    /** Columns are read one by one; the store wants a converter of records all the same. */
    private static final GroupConverter NO_RECORDS = new GroupConverter() {
        private final PrimitiveConverter value = new PrimitiveConverter() {};

        @Override
        public Converter getConverter(int field) {
            return value;
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
    };
}
