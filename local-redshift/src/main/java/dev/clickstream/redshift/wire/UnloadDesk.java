package dev.clickstream.redshift.wire;

import dev.clickstream.redshift.copy.CopyFailure;
import dev.clickstream.redshift.sql.SqlText;
import dev.clickstream.redshift.unload.Unloader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Carries out a session's UNLOADs: asks its query in the session's own transaction, all rows at once, and writes them. */
final class UnloadDesk {

    private final Channel postgres;
    private final Outstanding outstanding;
    private final Unloader unloader;

    UnloadDesk(Channel postgres, Outstanding outstanding, Unloader unloader) {
        this.postgres = postgres;
        this.outstanding = outstanding;
        this.unloader = unloader;
    }

    /** Why it failed, null if it did not. */
    @Nullable
    ErrorReport unload(Rewriter.Unload unload) throws IOException {
        SideQuery.Outcome outcome = SideQuery.run(postgres, outstanding, unload.query(), true);
        return outcome.done() ? write(unload, outcome) : outcome.error();
    }

    /** Within the extended protocol; a failure is said as the backend's own. */
    void unloadExtended(Rewriter.Unload unload) throws IOException {
        SideQuery.Outcome outcome = SideQuery.run(postgres, outstanding, unload.query(), false);
        ErrorReport failure = outcome.done() ? write(unload, outcome) : null;
        if (failure != null) {
            String failing = SqlText.failure(failure.sqlState(), failure.message());
            SideQuery.run(postgres, outstanding, failing, false);
        }
    }

    private @Nullable ErrorReport write(Rewriter.Unload unload, SideQuery.Outcome outcome) {
        try {
            unloader.write(unload.command(), outcome.columns(), outcome.rows());
            return null;
        } catch (CopyFailure failure) {
            return ErrorReport.of("ERROR", failure.sqlState(), failure.text());
        }
    }
}
