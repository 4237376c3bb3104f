package dev.clickstream.processor.rebuild.features;

import static java.util.Objects.requireNonNull;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Features as Parquet, zstd, written without Hadoop. */
final class FeatureFile extends WriteSupport<Feature> {
    private static final MessageType SCHEMA = Types.buildMessage()
            .required(BINARY)
            .as(stringType())
            .named("profile_id")
            .required(BINARY)
            .as(stringType())
            .named("category")
            .required(BINARY)
            .as(stringType())
            .named("item_id")
            .required(INT64)
            .as(timestampType(true, TimeUnit.MICROS))
            .named("occurred_at")
            .required(DOUBLE)
            .named("weight")
            .required(INT32)
            .named("rank")
            .required(INT64)
            .as(timestampType(true, TimeUnit.MICROS))
            .named("as_of")
            .named("recent_items");
    private static final int LEVEL = 3;

    private @Nullable RecordConsumer consumer;

    private FeatureFile() {}

    static ParquetWriter<Feature> create(Path path) throws IOException {
        return new Builder(new LocalOutputFile(path))
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new ZstdPages())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .build();
    }

    /** Named by Parquet's signature, never called: at run time there is no Hadoop. */
    @Override
    @SuppressWarnings("deprecation")
    public WriteContext init(Configuration hadoop) {
        throw new UnsupportedOperationException("written without Hadoop");
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(SCHEMA, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        consumer = recordConsumer;
    }

    @Override
    public void write(Feature feature) {
        RecordConsumer to = requireNonNull(consumer);
        to.startMessage();
        field(to, 0, () -> to.addBinary(Binary.fromString(feature.profileId())));
        field(to, 1, () -> to.addBinary(Binary.fromString(feature.category())));
        field(to, 2, () -> to.addBinary(Binary.fromString(feature.itemId())));
        field(to, 3, () -> to.addLong(micros(feature.occurredAt())));
        field(to, 4, () -> to.addDouble(feature.weight()));
        field(to, 5, () -> to.addInteger(feature.rank()));
        field(to, 6, () -> to.addLong(micros(feature.asOf())));
        to.endMessage();
    }

    private static void field(RecordConsumer to, int index, Runnable value) {
        String name = SCHEMA.getFieldName(index);
        to.startField(name, index);
        value.run();
        to.endField(name, index);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static final class Builder extends ParquetWriter.Builder<Feature, Builder> {
        Builder(OutputFile file) {
            super(file);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation")
        protected WriteSupport<Feature> getWriteSupport(Configuration hadoop) {
            return new FeatureFile();
        }

        @Override
        protected WriteSupport<Feature> getWriteSupport(ParquetConfiguration configuration) {
            return new FeatureFile();
        }
    }

    /** Parquet's own codecs would bring Hadoop along. */
    private static final class ZstdPages implements CompressionCodecFactory {
        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            return new BytesInputCompressor() {
                @Override
                public BytesInput compress(BytesInput page) throws IOException {
                    return BytesInput.from(Zstd.compress(page.toByteArray(), LEVEL));
                }

                @Override
                public CompressionCodecName getCodecName() {
                    return CompressionCodecName.ZSTD;
                }

                @Override
                public void release() {}
            };
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            throw new UnsupportedOperationException("files are only written here");
        }

        @Override
        public void release() {}
    }
}
