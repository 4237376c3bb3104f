package dev.clickstream.loader.faults;

import java.util.function.Function;

/** Where a loader is cut off; each is known from outside, by what passes over the wires or lies in the loader's directory. */
enum Point {
    /** Records were read: a file is being written. */
    POLLED,
    PLAN_PUT,
    /** The file is finished, and about to be put. */
    PARQUET_CLOSED,
    DATA_PUT,
    MANIFEST_PUT,
    LOCKED,
    COPIED,
    HISTORY_WRITTEN,
    /** The warehouse has committed, and the loader does not know it yet. */
    COMMITTED;

    static final String LOCK = "lock ops.load_lock";
    static final String LAST_SEQ = "select coalesce(max(load_seq), 0) from ops.load_history";
    static final String COPY = "copy staged_";
    static final String MOVE_OFFSETS = "update ops.load_offset";

    /** What to do with a request to S3 so that this happens just there. */
    Function<S3Wire.Request, Fate> onS3(Runnable kill) {
        return request -> switch (this) {
            case PLAN_PUT -> request.puts("plan/") ? new Fate.CutAfter(kill) : Fate.PASS;
            case PARQUET_CLOSED -> request.puts("landing/") ? new Fate.CutBefore(kill) : Fate.PASS;
            case DATA_PUT -> request.puts("landing/") ? new Fate.CutAfter(kill) : Fate.PASS;
            case MANIFEST_PUT ->
                request.puts("manifest/") && request.key().endsWith("/load.json") ? new Fate.CutAfter(kill) : Fate.PASS;
            case POLLED, LOCKED, COPIED, HISTORY_WRITTEN, COMMITTED -> Fate.PASS;
        };
    }

    /** Likewise with a statement: one that comes shows that the one before it was carried out. */
    Function<String, Fate> onSql(Runnable kill) {
        boolean[] ofLoad = {false};
        return sql -> {
            ofLoad[0] |= sql.startsWith("insert into ops.load_range");
            return switch (this) {
                case LOCKED -> sql.equals(LAST_SEQ) ? new Fate.CutBefore(kill) : Fate.PASS;
                case COPIED -> sql.startsWith("select pg_last_copy_count") ? new Fate.CutBefore(kill) : Fate.PASS;
                case HISTORY_WRITTEN ->
                    sql.startsWith("insert into ops.load_range") ? new Fate.CutBefore(kill) : Fate.PASS;
                case COMMITTED -> ofLoad[0] && sql.equals("commit") ? new Fate.CutAfter(kill) : Fate.PASS;
                case POLLED, PLAN_PUT, PARQUET_CLOSED, DATA_PUT, MANIFEST_PUT -> Fate.PASS;
            };
        };
    }
}
