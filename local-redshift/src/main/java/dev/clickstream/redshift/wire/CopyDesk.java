package dev.clickstream.redshift.wire;

import dev.clickstream.redshift.copy.CopyCommand;
import dev.clickstream.redshift.copy.CopyFailure;
import dev.clickstream.redshift.copy.TargetColumn;
import dev.clickstream.redshift.copy.TargetTable;
import dev.clickstream.redshift.sql.SqlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out a session's COPYs: finds the target table, reads the files, sends the rows. */
final class CopyDesk {

    private static final Logger LOG = LoggerFactory.getLogger(CopyDesk.class);

    private final Channel postgres;
    private final Outstanding outstanding;
    private final Backend backend;
    private final Startup.SessionWanted session;
    private final int processId;

    CopyDesk(Channel postgres, Outstanding outstanding, Backend backend, Startup.SessionWanted session, int processId) {
        this.postgres = postgres;
        this.outstanding = outstanding;
        this.backend = backend;
        this.session = session;
        this.processId = processId;
    }

    CopyStream prepare(CopyCommand command, boolean simple) throws IOException {
        return new CopyStream(
                command, describe(command, simple), backend.log(), session.database(), session.user(), processId);
    }

    /** Empty if there is no such table, which the backend's own COPY will say best. */
    private Optional<TargetTable> describe(CopyCommand command, boolean simple) throws IOException {
        String sql = "select schema_name, table_name, column_name, type_name, max_bytes, is_identity"
                + " from rs_compat.copy_target(" + SqlText.literal(command.table()) + ")";
        List<List<String>> rows =
                SideQuery.ask(postgres, outstanding, sql, simple).orElse(List.of());
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<TargetColumn> columns = new ArrayList<>();
        for (List<String> row : rows) {
            columns.add(new TargetColumn(
                    row.get(2),
                    row.get(3),
                    Integer.parseInt(row.get(4)),
                    row.get(5).equals("t")));
        }
        return Optional.of(
                new TargetTable(rows.getFirst().get(0), rows.getFirst().get(1), columns));
    }

    /** Sends the rows once the backend wants them, and waits for the end. */
    void serve(CopyStream copy) throws IOException {
        if (!copy.awaitOpen()) {
            return;
        }
        try {
            TargetTable table = copy.target()
                    .orElseThrow(() -> new IllegalStateException("backend opened a COPY into an unknown table"));
            copy.streamed(backend.loader().load(copy.command(), table, (rows, length) -> send(copy, rows, length)));
            postgres.write(Message.of('c'));
        } catch (CopyFailure failure) {
            giveUp(copy, failure);
        } catch (RuntimeException e) {
            LOG.error("COPY failed: source={}", copy.command().source(), e);
            giveUp(copy, CopyFailure.inFile(copy.command().source().toString(), String.valueOf(e.getMessage())));
        }
        postgres.write(Message.of('H')); // else an Execute's end would wait for the client's next Sync
        postgres.flush();
        copy.awaitEnd();
    }

    private boolean send(CopyStream copy, byte[] rows, int length) {
        if (copy.hasEnded()) {
            return false;
        }
        try {
            postgres.write('d', rows, length);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void giveUp(CopyStream copy, CopyFailure failure) throws IOException {
        copy.fail(failure);
        postgres.write(Message.text('f', failure.text()));
    }
}
