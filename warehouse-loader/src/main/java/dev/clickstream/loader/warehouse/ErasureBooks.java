package dev.clickstream.loader.warehouse;

import dev.clickstream.loader.stage.LoadManifest;
import dev.clickstream.loader.stage.LoadedRange;
import dev.clickstream.loader.stage.StagedLoad;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the warehouse keeps of erasures: the list, and what files still hold that landing does not. */
final class ErasureBooks {
    private static final String LOADS = "select load_seq, sum(row_count) from ops.load_erasure group by load_seq";
    private static final String HISTORY =
            "update ops.load_history set manifest_sha256 = ?, row_count = ? where load_seq = ?";
    private static final String RANGE =
            "update ops.load_range set row_count = ? where load_seq = ? and topic = ? and part = ?";

    private final Connection connection;

    ErasureBooks(Connection connection) {
        this.connection = connection;
    }

    SortedMap<Long, Long> loads() throws SQLException {
        SortedMap<Long, Long> loads = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LOADS)) {
            while (rows.next()) {
                loads.put(rows.getLong(1), rows.getLong(2));
            }
        }
        return loads;
    }

    /** In a transaction of its own, with the lock: the same load may be landed again at the moment. */
    void rewritten(StagedLoad load) throws SQLException {
        LoadManifest manifest = load.manifest();
        try (Statement statement = connection.createStatement();
                PreparedStatement history = connection.prepareStatement(HISTORY);
                PreparedStatement range = connection.prepareStatement(RANGE)) {
            statement.execute(LoadSql.LOCK);
            history.setString(1, load.manifestSha256());
            history.setLong(2, manifest.rows());
            history.setLong(3, manifest.seq());
            history.executeUpdate();
            for (LoadedRange of : manifest.ranges()) {
                range.setLong(1, of.rows());
                range.setLong(2, manifest.seq());
                range.setString(3, of.topic());
                range.setInt(4, of.partition());
                range.executeUpdate();
            }
            statement.execute(LoadSql.CLEAR_ERASURE.formatted(manifest.seq()));
        }
    }
}
