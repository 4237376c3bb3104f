package dev.clickstream.redshift.wire;

import dev.clickstream.redshift.copy.CopyCommand;
import dev.clickstream.redshift.copy.CopyFailure;
import dev.clickstream.redshift.copy.LoadedFile;
import dev.clickstream.redshift.copy.TargetTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One COPY under way. The client's thread streams the rows, the backend's thread hears how it ends; they meet here.
 */
final class CopyStream {

    private final CopyCommand command;
    private final Optional<TargetTable> target;
    private final LoadLog.Load load;
    private final LoadLog log;
    private final CompletableFuture<Boolean> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile List<LoadedFile> files = List.of();
    private volatile @Nullable CopyFailure failure;

    CopyStream(
            CopyCommand command,
            Optional<TargetTable> target,
            LoadLog log,
            String database,
            String user,
            int sessionId) {
        this.command = command;
        this.target = target;
        this.log = log;
        String table = target.map(TargetTable::qualifiedName).orElse(command.table());
        this.load = new LoadLog.Load(database, user, sessionId, table, Instant.now());
    }

    CopyCommand command() {
        return command;
    }

    Optional<TargetTable> target() {
        return target;
    }

    /** Waits until the backend wants rows; false if it never will. */
    boolean awaitOpen() {
        return opened.join();
    }

    /** Waits until the backend has said how it ended. */
    void awaitEnd() {
        ended.join();
    }

    boolean hasEnded() {
        return ended.isDone();
    }

    void open() {
        opened.complete(true);
    }

    boolean isOpen() {
        return opened.isDone() && !ended.isDone();
    }

    void streamed(List<LoadedFile> all) {
        files = all;
    }

    void fail(CopyFailure reason) {
        failure = reason;
    }

    void succeeded() {
        log.succeeded(load, files);
        ended.complete(null);
    }

    /** The error the client is to see instead of the backend's. */
    ErrorReport failed(ErrorReport report) {
        CopyFailure reason = failure;
        ErrorReport shown = report;
        if (reason != null) {
            shown = ErrorReport.of("ERROR", reason.sqlState(), reason.text());
            log.failed(load, reason.text(), reason.where());
        } else if (opened.isDone()) {
            log.failed(
                    load,
                    report.message(),
                    new CopyFailure.Where(command.source().toString(), 0, ""));
        }
        abandon();
        return shown;
    }

    void abandon() {
        opened.complete(false);
        ended.complete(null);
    }
}
