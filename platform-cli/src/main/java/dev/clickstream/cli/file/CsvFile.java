package dev.clickstream.cli.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A CSV file with a header, plain or gzip, read row by row. */
final class CsvFile implements AutoCloseable {
    private static final int GZIP_MAGIC = 0x1f8b;

    private final String name;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final List<String> header;
    private final Map<String, Integer> columns = new HashMap<>();

    private CsvFile(String name, CsvReader<CsvRecord> reader) {
        this.name = name;
        this.reader = reader;
        this.records = reader.iterator();
        if (!records.hasNext()) {
            throw new DataException(name + " is empty: a header line is needed");
        }
        this.header = records.next().getFields();
        for (int index = 0; index < header.size(); index++) {
            if (columns.putIfAbsent(header.get(index).strip(), index) != null) {
                throw new DataException(name + " names the column '" + header.get(index) + "' twice");
            }
        }
    }

    static CsvFile open(Path file, char separator) {
        String name = String.valueOf(file.getFileName());
        try {
            InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
            InputStreamReader text = new InputStreamReader(
                    unpacked(bytes), StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT));
            return new CsvFile(
                    name,
                    CsvReader.builder()
                            .fieldSeparator(separator)
                            .allowExtraFields(true)
                            .allowMissingFields(true)
                            .ofCsvRecord(text));
        } catch (IOException failure) {
            throw new DataException("cannot read " + file + ": " + failure, failure);
        }
    }

    private static InputStream unpacked(InputStream bytes) throws IOException {
        bytes.mark(2);
        int magic = bytes.read() << 8 | bytes.read();
        bytes.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(bytes, 1 << 16) : bytes;
    }

    List<String> header() {
        return header;
    }

    boolean has(String column) {
        return columns.containsKey(column);
    }

    /** The next row; null after the last. */
    @Nullable
    Line next() {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord row = records.next();
            if (row.getFieldCount() != header.size()) {
                throw new DataException("%s line %d has %d fields, the header names %d"
                        .formatted(name, row.getStartingLineNumber(), row.getFieldCount(), header.size()));
            }
            return new Line(name, row.getStartingLineNumber(), columns, row.getFields());
        } catch (CsvParseException | UncheckedIOException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            throw new DataException(name + " cannot be read as CSV in UTF-8: " + cause.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException ignored) {
            // Nothing was written, so nothing is lost.
        }
    }

    /** One line of a file. */
    record Line(String file, long number, Map<String, Integer> columns, List<String> fields) {
        String field(String column) {
            Integer index = columns.get(column);
            if (index == null) {
                throw new DataException(file + " has no column '" + column + "'; it has " + columns.keySet());
            }
            return fields.get(index);
        }
    }
}
