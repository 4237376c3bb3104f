package dev.clickstream.processor.rebuild.history;

import static java.util.Objects.requireNonNull;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Rows of flat Parquet files, as the loader writes them, read without Hadoop. */
final class ParquetTable {
    private ParquetTable() {}

    /** One row; valid only while it is given. */
    static final class Row {
        private final Map<String, Column> columns;

        private Row(Map<String, Column> columns) {
            this.columns = columns;
        }

        /** Null where there is none. */
        @Nullable
        String text(String column) {
            return column(column).value instanceof String text ? text : null;
        }

        /** Null where there is none. */
        @Nullable
        Long number(String column) {
            return column(column).value instanceof Long number ? number : null;
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

    static void read(Path file, Consumer<Row> rows) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new ZstdPages())
                .build();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
            MessageType schema = reader.getFileMetaData().getSchema();
            Map<String, Column> columns = new LinkedHashMap<>();
            schema.getColumns().forEach(column -> columns.put(column.getPath()[0], new Column(column)));
            Row row = new Row(columns);
            String createdBy = reader.getFileMetaData().getCreatedBy();
            for (PageReadStore group = reader.readNextRowGroup(); group != null; group = reader.readNextRowGroup()) {
                ColumnReadStore store = new ColumnReadStoreImpl(group, NO_RECORDS, schema, createdBy);
                columns.values().forEach(column -> column.readFrom(store));
                for (long i = 0; i < group.getRowCount(); i++) {
                    columns.values().forEach(Column::next);
                    rows.accept(row);
                }
            }
        }
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

    /** Parquet's own codecs would bring Hadoop along. */
    private static final class ZstdPages implements CompressionCodecFactory {
        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            throw new UnsupportedOperationException("files are only read here");
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            if (codec != CompressionCodecName.ZSTD) {
                throw new UnsupportedOperationException("the loader writes zstd, found " + codec);
            }
            return new BytesInputDecompressor() {
                @Override
                public BytesInput decompress(BytesInput bytes, int size) throws IOException {
                    return BytesInput.from(Zstd.decompress(bytes.toByteArray(), size));
                }

                @Override
                public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int size) {
                    byte[] compressed = new byte[compressedSize];
                    input.get(compressed);
                    output.put(Zstd.decompress(compressed, size));
                }

                @Override
                public void release() {}
            };
        }

        @Override
        public void release() {}
    }
}
