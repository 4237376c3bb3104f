package dev.clickstream.loader.warehouse;

import dev.clickstream.loader.landing.LandingTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * What the models read a second time: loads whose rows in landing changed, came back or vanished after they were loaded. Noted
 * in the transaction that changes the rows, and only while it holds {@link LoadSql#LOCK}: the sequence must ascend in the
 * order of commits.
 */
final class RestatedLoads {
    private static final String NOTE = """
            insert into ops.restated_loads (restatement_seq, load_seq, landing_table, reason, recorded_at)
            select coalesce(max(restatement_seq), 0) + 1, ?::bigint, ?::varchar, ?::varchar, getdate()
            from ops.restated_loads""";

    private final Connection connection;

    RestatedLoads(Connection connection) {
        this.connection = connection;
    }

    /** @param reason why the rows changed, of at most 64 characters */
    void note(long loadSeq, LandingTable table, String reason) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(NOTE)) {
            insert.setLong(1, loadSeq);
            insert.setString(2, table.word());
            insert.setString(3, reason);
            insert.executeUpdate();
        }
    }
}
