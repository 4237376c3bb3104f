package dev.clickstream.redshift.unload;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Rows as a Parquet file, each column by its type in the catalog; what has no type of Parquet's is text. */
final class ParquetFile {

    private static final int LARGEST_DECIMAL = 18;

    private ParquetFile() {}

    static byte[] of(List<UnloadColumn> columns, List<List<@Nullable String>> rows) throws IOException {
        Path file = Files.createTempFile("unload", ".parquet");
        Files.delete(file); // the writer wants to make it itself
        try (ParquetWriter<List<@Nullable String>> writer = new Builder(new LocalOutputFile(file), columns)
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new NoCodecs())
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .build()) {
            for (List<@Nullable String> row : rows) {
                writer.write(row);
            }
        }
        try {
            return Files.readAllBytes(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static int digits(UnloadColumn column) {
        return column.modifier() < 0 ? Integer.MAX_VALUE : (column.modifier() - 4) >> 16;
    }

    private static int scale(UnloadColumn column) {
        return (column.modifier() - 4) & 0xffff;
    }

    private static Type type(UnloadColumn column) {
        return switch (column.type()) {
            case 16 -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
            case 21, 23 -> Types.optional(PrimitiveTypeName.INT32).named(column.name());
            case 20 -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
            case 700, 701 -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
            case 1082 ->
                Types.optional(PrimitiveTypeName.INT32)
                        .as(LogicalTypeAnnotation.dateType())
                        .named(column.name());
            case 1114 ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(false, TimeUnit.MICROS))
                        .named(column.name());
            case 1700 ->
                digits(column) > LARGEST_DECIMAL
                        ? text(column)
                        : Types.optional(PrimitiveTypeName.INT64)
                                .as(LogicalTypeAnnotation.decimalType(scale(column), digits(column)))
                                .named(column.name());
            default -> text(column);
        };
    }

    private static Type text(UnloadColumn column) {
        return Types.optional(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(column.name());
    }

    private static void add(RecordConsumer out, UnloadColumn column, String value) {
        switch (column.type()) {
            case 16 -> out.addBoolean(value.equals("t"));
            case 21, 23 -> out.addInteger(Integer.parseInt(value));
            case 20 -> out.addLong(Long.parseLong(value));
            case 700, 701 -> out.addDouble(Double.parseDouble(value));
            case 1082 -> out.addInteger((int) LocalDate.parse(value).toEpochDay());
            case 1114 ->
                out.addLong(ChronoUnit.MICROS.between(
                        LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC),
                        LocalDateTime.parse(value.replace(' ', 'T'))));
            case 1700 -> {
                if (digits(column) > LARGEST_DECIMAL) {
                    out.addBinary(Binary.fromString(value));
                } else {
                    out.addLong(new BigDecimal(value).unscaledValue().longValueExact());
                }
            }
            default -> out.addBinary(Binary.fromString(value));
        }
    }

    private static final class Builder extends ParquetWriter.Builder<List<@Nullable String>, Builder> {

        private final List<UnloadColumn> columns;

        Builder(OutputFile file, List<UnloadColumn> columns) {
            super(file);
            this.columns = columns;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<List<@Nullable String>> getWriteSupport(Configuration unused) {
            return new Support(columns);
        }

        @Override
        protected WriteSupport<List<@Nullable String>> getWriteSupport(ParquetConfiguration unused) {
            return new Support(columns);
        }
    }

    private static final class Support extends WriteSupport<List<@Nullable String>> {

        private final List<UnloadColumn> columns;
        private @Nullable RecordConsumer out;

        Support(List<UnloadColumn> columns) {
            this.columns = columns;
        }

        @Override
        public WriteContext init(Configuration unused) {
            return context();
        }

        @Override
        public WriteContext init(ParquetConfiguration unused) {
            return context();
        }

        private WriteContext context() {
            return new WriteContext(
                    new MessageType(
                            "unloaded", columns.stream().map(ParquetFile::type).toList()),
                    Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            out = consumer;
        }

        @Override
        public void write(List<@Nullable String> row) {
            RecordConsumer consumer = java.util.Objects.requireNonNull(out);
            consumer.startMessage();
            for (int column = 0; column < row.size(); column++) {
                String value = row.get(column);
                if (value != null) {
                    consumer.startField(columns.get(column).name(), column);
                    add(consumer, columns.get(column), value);
                    consumer.endField(columns.get(column).name(), column);
                }
            }
            consumer.endMessage();
        }
    }
}
