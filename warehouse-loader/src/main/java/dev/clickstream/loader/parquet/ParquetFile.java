package dev.clickstream.loader.parquet;

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

/** A Parquet file being written on this machine. Holds one row group in memory, whatever its size in the end. */
public final class ParquetFile implements AutoCloseable {
    private static final long ROW_GROUP_BYTES = 32L << 20;
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
            return new ParquetFile(
                    path,
                    new Builder(new LocalOutputFile(path), table)
                            .withConf(new PlainParquetConfiguration())
                            .withCodecFactory(new ZstdCodec())
                            .withCompressionCodec(CompressionCodecName.ZSTD)
                            .withWriterVersion(WriterVersion.PARQUET_1_0)
                            .withRowGroupSize(ROW_GROUP_BYTES)
                            .withPageSize(PAGE_BYTES)
                            .withDictionaryEncoding(true)
                            .withValidation(false)
                            .build());
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
