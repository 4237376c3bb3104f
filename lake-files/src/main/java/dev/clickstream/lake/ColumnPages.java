package dev.clickstream.lake;

import static java.util.Objects.requireNonNull;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** The pages of one row group, in the first form of data pages, plain or zstd: what the loader writes. */
final class ColumnPages implements PageReadStore {
    private final Map<String, Pages> columns;
    private final long rows;

    private ColumnPages(Map<String, Pages> columns, long rows) {
        this.columns = columns;
        this.rows = rows;
    }

    static ColumnPages of(RandomAccessFile file, BlockMetaData block) throws IOException {
        Map<String, Pages> columns = new HashMap<>();
        for (ColumnChunkMetaData chunk : block.getColumns()) {
            columns.put(chunk.getPath().toDotString(), Pages.of(file, chunk));
        }
        return new ColumnPages(columns, block.getRowCount());
    }

    @Override
    public PageReader getPageReader(ColumnDescriptor descriptor) {
        return requireNonNull(columns.get(String.join(".", descriptor.getPath())));
    }

    @Override
    public long getRowCount() {
        return rows;
    }

    private static final class Pages implements PageReader {
        private final long values;
        private final Queue<DataPage> data = new ArrayDeque<>();
        private @Nullable DictionaryPage dictionary;

        private Pages(long values) {
            this.values = values;
        }

        static Pages of(RandomAccessFile file, ColumnChunkMetaData chunk) throws IOException {
            Pages pages = new Pages(chunk.getValueCount());
            byte[] bytes = ParquetTable.bytes(file, chunk.getStartingPos(), Math.toIntExact(chunk.getTotalSize()))
                    .array();
            ByteArrayInputStream in = new ByteArrayInputStream(bytes);
            while (in.available() > 0) {
                PageHeader header = Util.readPageHeader(in);
                byte[] page = in.readNBytes(header.getCompressed_page_size());
                pages.add(header, content(page, header, chunk.getCodec()), chunk.getPrimitiveType());
            }
            return pages;
        }

        private static BytesInput content(byte[] page, PageHeader header, CompressionCodecName codec) {
            return switch (codec) {
                case UNCOMPRESSED -> BytesInput.from(page);
                case ZSTD -> BytesInput.from(Zstd.decompress(page, header.getUncompressed_page_size()));
                default -> throw new IllegalArgumentException("the loader writes zstd, found " + codec);
            };
        }

        private void add(PageHeader header, BytesInput content, PrimitiveType type) {
            switch (header.getType()) {
                case DICTIONARY_PAGE ->
                    dictionary = new DictionaryPage(
                            content,
                            header.getDictionary_page_header().getNum_values(),
                            encoding(header.getDictionary_page_header().getEncoding()));
                case DATA_PAGE -> {
                    DataPageHeader own = header.getData_page_header();
                    data.add(new DataPageV1(
                            content,
                            own.getNum_values(),
                            header.getUncompressed_page_size(),
                            Statistics.createStats(type),
                            encoding(own.getRepetition_level_encoding()),
                            encoding(own.getDefinition_level_encoding()),
                            encoding(own.getEncoding())));
                }
                case DATA_PAGE_V2, INDEX_PAGE ->
                    throw new IllegalArgumentException("the loader writes no " + header.getType());
            }
        }

        private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
            return Encoding.valueOf(encoding.name());
        }

        @Override
        public @Nullable DictionaryPage readDictionaryPage() {
            return dictionary;
        }

        @Override
        public long getTotalValueCount() {
            return values;
        }

        @Override
        public @Nullable DataPage readPage() {
            return data.poll();
        }
    }
}
