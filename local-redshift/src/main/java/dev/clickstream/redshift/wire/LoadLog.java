package dev.clickstream.redshift.wire;

import dev.clickstream.redshift.copy.CopyFailure;
import dev.clickstream.redshift.copy.LoadedFile;
import java.time.Instant;
import java.util.List;

/** Where loads are written down, outside the transaction of the load: a rollback leaves the log as it is. */
public interface LoadLog {

    /** Whose load it is. */
    record Load(String database, String user, int sessionId, String table, Instant startedAt) {}

    void succeeded(Load load, List<LoadedFile> files);

    void failed(Load load, String message, CopyFailure.Where where);

    /** The session is over: what was kept for it may go. */
    void forget(int sessionId);
}
