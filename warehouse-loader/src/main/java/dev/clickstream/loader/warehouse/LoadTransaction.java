package dev.clickstream.loader.warehouse;

import dev.clickstream.loader.erasure.LandedErasure;
import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.stage.LoadManifest;
import dev.clickstream.loader.stage.LoadedRange;
import dev.clickstream.loader.stage.StagedFile;
import dev.clickstream.loader.stage.StagedLoad;
import dev.clickstream.loader.stage.TableCopy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One load as one transaction. The lock keeps other loaders out; should it ever not, moving the offsets from exactly where
 * this load begins is the second defence.
 */
final class LoadTransaction {
    /** The load is in the warehouse whole, or not at all; the connection cannot tell. */
    static final class UnknownCommitException extends SQLException {
        UnknownCommitException(SQLException cause) {
            super(cause.getMessage(), cause.getSQLState(), cause);
        }
    }

    /** The warehouse answered, and would not take a file. */
    static final class RefusedFileException extends SQLException {
        RefusedFileException(SQLException cause) {
            super(cause.getMessage(), cause.getSQLState(), cause);
        }
    }

    /** SQLSTATE class "connection exception". */
    private static final String NO_CONNECTION = "08";

    private static final String RELOADED = "reload";

    private static final Logger LOG = LoggerFactory.getLogger(LoadTransaction.class);

    private final Connection connection;
    private final String iamRole;
    private final String loaderId;

    LoadTransaction(Connection connection, String iamRole, String loaderId) {
        this.connection = connection;
        this.iamRole = iamRole;
        this.loaderId = loaderId;
    }

    /** @throws UnknownCommitException when the answer to the commit got lost: only the warehouse knows what became of it */
    LoadOutcome run(StagedLoad load) throws SQLException {
        LoadOutcome outcome = tryLoad(load);
        if (outcome instanceof LoadOutcome.Loaded) {
            commit();
        } else {
            LOG.info("rolled back: seq={} loader={} outcome={}", load.manifest().seq(), loaderId, outcome);
            connection.rollback();
        }
        return outcome;
    }

    /**
     * Lands again what was loaded before, and notes it for the models. Both tries of it, and any number of them, leave the same
     * rows.
     */
    LoadOutcome rerun(StagedLoad load) throws SQLException {
        LoadManifest manifest = load.manifest();
        execute(LoadSql.LOCK);
        long last = number(LoadSql.LAST_SEQ);
        if (last < manifest.seq()) {
            connection.rollback();
            return new LoadOutcome.Refused(
                    "load %d was never loaded, the warehouse's last one is %d".formatted(manifest.seq(), last));
        }
        RestatedLoads restated = new RestatedLoads(connection);
        for (LandingTable table : LandingTable.values()) {
            if (table.isLoaded()) {
                int cleared = execute(LoadSql.clear(table, manifest.seq()));
                if (cleared > 0 || manifest.perTable().containsKey(table)) {
                    restated.note(manifest.seq(), table, RELOADED);
                }
            }
        }
        execute(LoadSql.CLEAR_ERASURE.formatted(manifest.seq()));
        Optional<LoadOutcome> miscounted = land(load);
        if (miscounted.isPresent()) {
            connection.rollback();
            return miscounted.get();
        }
        connection.commit();
        return new LoadOutcome.Loaded();
    }

    private void commit() throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new UnknownCommitException(e);
        }
    }

    private LoadOutcome tryLoad(StagedLoad load) throws SQLException {
        LoadManifest manifest = load.manifest();
        execute(LoadSql.LOCK);
        long last = number(LoadSql.LAST_SEQ);
        if (last >= manifest.seq()) {
            return new LoadOutcome.AlreadyLoaded();
        }
        if (last != manifest.seq() - 1) {
            return new LoadOutcome.Refused(
                    "load %d does not follow the warehouse's last one, %d".formatted(manifest.seq(), last));
        }
        Optional<LoadOutcome> miscounted = land(load);
        if (miscounted.isPresent()) {
            return miscounted.get();
        }
        int moved = moveOffsets(manifest.ranges());
        if (moved != manifest.ranges().size()) {
            return new LoadOutcome.Refused("load %d begins where the warehouse is in %d of its %d partitions only"
                    .formatted(manifest.seq(), moved, manifest.ranges().size()));
        }
        addHistory(load);
        return new LoadOutcome.Loaded();
    }

    /** Copies all tables, and takes out who was erased; nothing if every count is right. */
    private Optional<LoadOutcome> land(StagedLoad load) throws SQLException {
        LoadManifest manifest = load.manifest();
        for (Map.Entry<LandingTable, List<StagedFile>> table :
                manifest.perTable().entrySet()) {
            long expected =
                    table.getValue().stream().mapToLong(StagedFile::rows).sum();
            long copied = 0;
            for (TableCopy copy : load.copies()) {
                copied += copy.table() == table.getKey() ? copy(copy, manifest.seq()) : 0;
            }
            if (copied != expected) {
                return Optional.of(new LoadOutcome.Miscounted("COPY of load %d into %s took %d rows, its files hold %d"
                        .formatted(manifest.seq(), table.getKey().word(), copied, expected)));
            }
        }
        boolean bringsEntries = manifest.perTable().containsKey(LandingTable.ERASURES);
        LandedErasure.apply(connection, bringsEntries ? OptionalLong.empty() : OptionalLong.of(manifest.seq()));
        return Optional.empty();
    }

    /** The smaller of what COPY says and what arrived, should they differ. */
    private long copy(TableCopy copy, long seq) throws SQLException {
        LandingColumns.addMissing(connection, copy.table(), copy.shape());
        execute(LoadSql.createStaged(copy));
        try {
            execute(LoadSql.copy(copy, iamRole));
        } catch (SQLException e) {
            throw String.valueOf(e.getSQLState()).startsWith(NO_CONNECTION) ? e : new RefusedFileException(e);
        }
        long copied = number(LoadSql.COPIED_ROWS);
        int inserted = execute(LoadSql.insert(copy, seq));
        execute(LoadSql.dropStaged(copy.table()));
        return Math.min(copied, inserted);
    }

    private int moveOffsets(List<LoadedRange> ranges) throws SQLException {
        execute(LoadSql.CREATE_RANGES);
        try (PreparedStatement insert = connection.prepareStatement(LoadSql.insertRanges(ranges.size()))) {
            int parameter = 1;
            for (LoadedRange range : ranges) {
                insert.setString(parameter++, range.topic());
                insert.setInt(parameter++, range.partition());
                insert.setLong(parameter++, range.start());
                insert.setLong(parameter++, range.end());
                insert.setLong(parameter++, range.rows());
            }
            insert.executeUpdate();
        }
        return execute(LoadSql.MOVE_OFFSETS);
    }

    private void addHistory(StagedLoad load) throws SQLException {
        LoadManifest manifest = load.manifest();
        try (PreparedStatement insert = connection.prepareStatement(LoadSql.ADD_HISTORY)) {
            insert.setLong(1, manifest.seq());
            insert.setString(2, manifest.batchId());
            insert.setString(3, load.manifestSha256());
            insert.setLong(4, manifest.rows());
            insert.setString(5, loaderId);
            insert.executeUpdate();
        }
        execute(LoadSql.ADD_RANGES.formatted(manifest.seq()));
        execute(LoadSql.DROP_RANGES);
    }

    private int execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql) ? 0 : statement.getUpdateCount();
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
