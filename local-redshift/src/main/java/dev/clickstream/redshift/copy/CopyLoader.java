package dev.clickstream.redshift.copy;

import dev.clickstream.redshift.S3Access;
import dev.clickstream.redshift.copy.parquet.ParquetRows;
import dev.clickstream.redshift.copy.parquet.RowSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the files a COPY names and hands their rows on. */
public final class CopyLoader implements AutoCloseable {

    private final S3Files files;

    public CopyLoader(S3Access access) {
        files = new S3Files(access);
    }

    /** Loads everything; stops with a {@link CopyFailure} at the first thing that is not as Redshift wants it. */
    public List<LoadedFile> load(CopyCommand command, TargetTable table, RowSink sink) throws IOException {
        List<TargetColumn> columns = table.filledBy(command);
        List<LoadedFile> loaded = new ArrayList<>();
        for (S3Location file : filesOf(command)) {
            Path local = Files.createTempFile("copy", ".parquet");
            try {
                Files.delete(local); // the client wants to make it itself
                files.download(file, local);
                long rows = new ParquetRows(file.toString(), columns).send(local, sink);
                loaded.add(new LoadedFile(file.toString(), rows, Files.size(local)));
            } finally {
                Files.deleteIfExists(local);
            }
        }
        return loaded;
    }

    private List<S3Location> filesOf(CopyCommand command) {
        if (!command.manifest()) {
            List<S3Location> found = files.startingWith(command.source());
            if (found.isEmpty()) {
                throw CopyFailure.inFile(
                        command.source().toString(),
                        "The specified S3 prefix '%s' does not exist"
                                .formatted(command.source().key()));
            }
            return found;
        }
        if (files.length(command.source()).isEmpty()) {
            throw CopyFailure.inFile(
                    command.source().toString(),
                    "Problem reading manifest file: the specified key does not exist: " + command.source());
        }
        Manifest manifest = Manifest.parse(command.source(), files.content(command.source()));
        return manifest.entries().stream()
                .filter(this::exists)
                .map(Manifest.Entry::file)
                .toList();
    }

    private boolean exists(Manifest.Entry entry) {
        Optional<Long> length = files.length(entry.file());
        if (length.isEmpty() && entry.mandatory()) {
            throw CopyFailure.inFile(
                    entry.file().toString(), "Mandatory file \"%s\" was not found".formatted(entry.file()));
        }
        if (length.isPresent() && length.get() != entry.contentLength()) {
            throw CopyFailure.inFile(
                    entry.file().toString(),
                    "File %s has content_length %d in the manifest and %d in S3"
                            .formatted(entry.file(), entry.contentLength(), length.get()));
        }
        return length.isPresent();
    }

    @Override
    public void close() {
        files.close();
    }
}
