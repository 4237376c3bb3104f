package dev.clickstream.redshift;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.xerial.snappy.Snappy;

/** A Parquet file made for a test: rows of values in the order of the schema's columns, null for none. */
final class ParquetTable {

    private final MessageType schema;
    private final List<Object[]> rows = new ArrayList<>();

    ParquetTable(MessageType schema) {
        this.schema = schema;
    }

    ParquetTable row(Object... values) {
        rows.add(values);
        return this;
    }

    byte[] zstd() {
        return bytes(CompressionCodecName.ZSTD);
    }

    byte[] bytes(CompressionCodecName codec) {
        try {
            Path file = Files.createTempFile("table", ".parquet");
            Files.delete(file);
            try (ParquetWriter<Object[]> writer = new Builder(new LocalOutputFile(file))
                    .withConf(new PlainParquetConfiguration())
                    .withCodecFactory(new Codecs())
                    .withCompressionCodec(codec)
                    .build()) {
                for (Object[] row : rows) {
                    writer.write(row);
                }
            }
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private final class Builder extends ParquetWriter.Builder<Object[], Builder> {

        Builder(OutputFile file) {
            super(file);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Object[]> getWriteSupport(Configuration unused) {
            return new Support();
        }

        @Override
        protected WriteSupport<Object[]> getWriteSupport(ParquetConfiguration unused) {
            return new Support();
        }
    }

    private final class Support extends WriteSupport<Object[]> {

        private RecordConsumer out;

        @Override
        public WriteContext init(Configuration unused) {
            return new WriteContext(schema, Map.of());
        }

        @Override
        public WriteContext init(ParquetConfiguration unused) {
            return new WriteContext(schema, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            out = consumer;
        }

        @Override
        public void write(Object[] row) {
            out.startMessage();
            for (int column = 0; column < row.length; column++) {
                if (row[column] != null) {
                    String name = schema.getFieldName(column);
                    out.startField(name, column);
                    add(row[column]);
                    out.endField(name, column);
                }
            }
            out.endMessage();
        }

        private void add(Object value) {
            switch (value) {
                case String text -> out.addBinary(Binary.fromString(text));
                case byte[] bytes -> out.addBinary(Binary.fromConstantByteArray(bytes));
                case Integer number -> out.addInteger(number);
                case Long number -> out.addLong(number);
                case Double number -> out.addDouble(number);
                case Boolean flag -> out.addBoolean(flag);
                default -> throw new IllegalArgumentException(value.getClass().getName());
            }
        }
    }

    private static final class Codecs implements CompressionCodecFactory {

        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            return new BytesInputCompressor() {
                @Override
                public BytesInput compress(BytesInput bytes) throws IOException {
                    return switch (codec) {
                        case ZSTD -> BytesInput.from(Zstd.compress(bytes.toByteArray(), 3));
                        case SNAPPY -> BytesInput.from(Snappy.compress(bytes.toByteArray()));
                        default -> bytes;
                    };
                }

                @Override
                public CompressionCodecName getCodecName() {
                    return codec;
                }

                @Override
                public void release() {}
            };
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void release() {}
    }
}
