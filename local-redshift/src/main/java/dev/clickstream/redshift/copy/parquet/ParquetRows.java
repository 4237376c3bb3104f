package dev.clickstream.redshift.copy.parquet;

import dev.clickstream.redshift.copy.CopyFailure;
import dev.clickstream.redshift.copy.TargetColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** The rows of one file for the columns of a table, matched by position. */
public final class ParquetRows {

    private static final int CHUNK = 64 * 1024;

    private final String file;
    private final List<TargetColumn> targets;

    public ParquetRows(String file, List<TargetColumn> targets) {
        this.file = file;
        this.targets = List.copyOf(targets);
    }

    /** How many rows it had. */
    public long send(Path local, RowSink sink) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new PlainCodecs())
                .build();
        try (ParquetFileReader reader = open(local, options)) {
            MessageType schema = reader.getFileMetaData().getSchema();
            List<ColumnText> texts = texts(schema);
            String createdBy = reader.getFileMetaData().getCreatedBy();
            long rows = 0;
            boolean wanted = true;
            for (PageReadStore group = reader.readNextRowGroup();
                    group != null && wanted;
                    group = reader.readNextRowGroup()) {
                ColumnReadStore store = new ColumnReadStoreImpl(group, NoConverter.OF_RECORD, schema, createdBy);
                for (ColumnText text : texts) {
                    text.readFrom(store);
                }
                wanted = sendGroup(texts, group.getRowCount(), rows, sink);
                rows += group.getRowCount();
            }
            return rows;
        }
    }

    private ParquetFileReader open(Path local, ParquetReadOptions options) throws IOException {
        try {
            return ParquetFileReader.open(new LocalInputFile(local), options);
        } catch (RuntimeException e) {
            CopyFailure failure = CopyFailure.inFile(
                    file,
                    "Spectrum Scan Error. File '%s' has an invalid version number: it is no Parquet file"
                            .formatted(file));
            failure.initCause(e);
            throw failure;
        }
    }

    private List<ColumnText> texts(MessageType schema) {
        List<Type> fields = schema.getFields();
        if (fields.size() != targets.size()) {
            throw CopyFailure.inFile(
                    file,
                    "Spectrum Scan Error. Unmatched number of columns between table and file. Table columns: %d,"
                                    .formatted(targets.size())
                            + " Data columns: %d, File name: %s".formatted(fields.size(), file));
        }
        List<ColumnText> texts = new ArrayList<>();
        for (int at = 0; at < targets.size(); at++) {
            Type field = fields.get(at);
            TargetColumn target = targets.get(at);
            if (!field.isPrimitive()
                    || field.isRepetition(Type.Repetition.REPEATED)
                    || !TypeMatch.fits(field.asPrimitiveType(), target)) {
                throw CopyFailure.inFile(
                        file,
                        "Spectrum Scan Error. File '%s' has an incompatible Parquet schema for column '%s'."
                                        .formatted(file, target.name())
                                + " Column type: %s, Parquet schema: %s"
                                        .formatted(
                                                target.type(),
                                                String.valueOf(field).strip()));
            }
            ColumnDescriptor descriptor = schema.getColumnDescription(new String[] {field.getName()});
            texts.add(new ColumnText(descriptor, target, file));
        }
        return texts;
    }

    private static boolean sendGroup(List<ColumnText> columns, long rows, long before, RowSink sink)
            throws IOException {
        CopyText out = new CopyText();
        for (long row = 1; row <= rows; row++) {
            for (int column = 0; column < columns.size(); column++) {
                if (column > 0) {
                    out.separate();
                }
                columns.get(column).put(out, before + row);
            }
            out.endRow();
            if (out.length() >= CHUNK) {
                if (!sink.accept(out.bytes(), out.length())) {
                    return false;
                }
                out.clear();
            }
        }
        return out.length() == 0 || sink.accept(out.bytes(), out.length());
    }
}
