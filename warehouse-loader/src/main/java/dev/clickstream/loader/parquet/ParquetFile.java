package dev.clickstream.loader.parquet;

import dev.clickstream.loader.landing.Column;
import dev.clickstream.loader.landing.ColumnType;
import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.landing.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/**
 * A Parquet file being written on this machine. Holds one row group in memory, whatever its size in the end. What is set here was
 * measured with simulated travellers' events of 740 bytes, which take 42 bytes each: docs/benchmarks.md.
 */
public final class ParquetFile implements AutoCloseable {
    /**
     * Encoded, before compression: what a file that is open holds in memory, and about 45,000 events. Four times as much made no
     * byte and no CPU of difference; Redshift divides larger files at row groups.
     */
    private static final long ROW_GROUP_BYTES = 32L << 20;

    /**
     * A page is what a reader unpacks to get at one value; also twenty thousand rows at most, Parquet's own bound, which is what
     * ends most pages. A quarter of it cost 4 % more bytes and 8 % more CPU.
     */
    private static final int PAGE_BYTES = 1 << 20;

    private final Path path;
    private final ParquetWriter<Row> writer;

    private ParquetFile(Path path, ParquetWriter<Row> writer) {
        this.path = path;
        this.writer = writer;
    }

    /** The same rows give the same bytes, whenever and by whomever they are written. */
    public static ParquetFile create(Path path, LandingTable table) {
        try {
            Builder builder = new Builder(new LocalOutputFile(path), table)
                    .withConf(new PlainParquetConfiguration())
                    .withCodecFactory(new ZstdCodec())
                    .withCompressionCodec(CompressionCodecName.ZSTD)
                    // The second version's encodings are not among those that AWS says COPY reads.
                    .withWriterVersion(WriterVersion.PARQUET_1_0)
                    .withRowGroupSize(ROW_GROUP_BYTES)
                    .withPageSize(PAGE_BYTES)
                    .withValidation(false);
            for (Column column : table.columns()) {
                builder.withDictionaryEncoding(column.name(), column.repeats());
                // The least and the greatest JSON text help no reader to leave a row group out.
                builder.withStatisticsEnabled(column.name(), column.type() != ColumnType.JSON);
            }
            return new ParquetFile(path, builder.build());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + path, e);
        }
    }

    public Path path() {
        return path;
    }

    public void write(Row row) {
        try {
            writer.write(row);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + path, e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot finish " + path, e);
        }
    }

    private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
        private final LandingTable table;

        Builder(OutputFile file, LandingTable table) {
            super(file);
            this.table = table;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation")
        protected WriteSupport<Row> getWriteSupport(Configuration hadoop) {
            return new RowWriteSupport(table);
        }

        @Override
        protected WriteSupport<Row> getWriteSupport(ParquetConfiguration configuration) {
            return new RowWriteSupport(table);
        }
    }
}
