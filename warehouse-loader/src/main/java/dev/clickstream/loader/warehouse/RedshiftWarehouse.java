package dev.clickstream.loader.warehouse;

import dev.clickstream.erasure.ErasureList;
import dev.clickstream.loader.erasure.LandedList;
import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.stage.StagedLoad;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Redshift through its own driver. Keeps one connection, and takes a new one after any failure. */
public final class RedshiftWarehouse implements Warehouse {
    private static final Logger LOG = LoggerFactory.getLogger(RedshiftWarehouse.class);

    /** SQLSTATE class "invalid authorization specification". */
    private static final String REFUSED_LOGIN = "28";

    private final RedshiftConfig config;
    private @Nullable Connection open;

    public RedshiftWarehouse(RedshiftConfig config) {
        this.config = config;
    }

    /** Each statement commits by itself: a second loader may be preparing too, and either may find the other's tables. */
    @Override
    public void prepare() {
        attempt("prepare the schema", connection -> {
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                for (String sql : SchemaScript.statements()) {
                    statement.execute(sql);
                }
            }
            addColumns(connection);
            return true;
        });
    }

    /** Under the lock, as loads do; taken only where there is something to add, since a load may hold it for minutes. */
    private static void addColumns(Connection connection) throws SQLException {
        for (LandingTable table : LandingTable.values()) {
            if (table.isLoaded() && LandingColumns.isMissing(connection, table, table.shape())) {
                connection.setAutoCommit(false);
                try (Statement lock = connection.createStatement()) {
                    lock.execute(LoadSql.LOCK);
                    LandingColumns.addMissing(connection, table, table.shape());
                }
                connection.commit();
                connection.setAutoCommit(true);
            }
        }
    }

    @Override
    public Progress progress() {
        return attempt("read the progress", connection -> {
            connection.setAutoCommit(true);
            Map<TopicPartition, Long> next = new HashMap<>();
            long lastSeq = 0;
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(LoadSql.PROGRESS)) {
                while (rows.next()) {
                    next.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
                    lastSeq = rows.getLong(4);
                }
            }
            return new Progress(lastSeq, next);
        });
    }

    @Override
    public void register(Map<TopicPartition, Long> begins) {
        attempt("register %d partitions".formatted(begins.size()), connection -> {
            connection.setAutoCommit(false);
            try (Statement lock = connection.createStatement();
                    PreparedStatement insert = connection.prepareStatement(LoadSql.REGISTER)) {
                lock.execute(LoadSql.LOCK);
                for (Map.Entry<TopicPartition, Long> begin : begins.entrySet()) {
                    TopicPartition partition = begin.getKey();
                    insert.setString(1, partition.topic());
                    insert.setInt(2, partition.partition());
                    insert.setLong(3, begin.getValue());
                    insert.setString(4, partition.topic());
                    insert.setInt(5, partition.partition());
                    insert.executeUpdate();
                }
            }
            connection.commit();
            return true;
        });
    }

    /**
     * A commit whose answer got lost is looked up on a new connection: the lock waits for the old session to end, and then
     * the history says what became of it. If it came to nothing, this loads.
     */
    @Override
    public LoadOutcome load(StagedLoad load) {
        String what = "load %d".formatted(load.manifest().seq());
        try {
            return attempt(what, connection -> tryLoad(connection, load));
        } catch (WarehouseException e) {
            if (!(e.getCause() instanceof LoadTransaction.UnknownCommitException)) {
                throw e;
            }
            LOG.warn(
                    "the answer to the commit got lost, the history is asked: seq={}",
                    load.manifest().seq(),
                    e);
            LoadOutcome outcome = attempt(what + " again", connection -> tryLoad(connection, load));
            LOG.info("after the lost answer: seq={} outcome={}", load.manifest().seq(), outcome);
            return outcome;
        }
    }

    @Override
    public LoadOutcome reload(StagedLoad load) {
        return attempt("reload %d".formatted(load.manifest().seq()), connection -> {
            connection.setAutoCommit(false);
            return new LoadTransaction(connection, config.iamRole(), config.loaderId()).rerun(load);
        });
    }

    @Override
    public List<RecordedLoad> recorded(long first, long last) {
        return attempt("read the loads %d to %d".formatted(first, last), connection -> {
            connection.setAutoCommit(true);
            return new LoadBooks(connection).between(first, last);
        });
    }

    @Override
    public List<RecordedLoad> recorded(Instant from, Instant to) {
        return attempt("read the loads of %s to %s".formatted(from, to), connection -> {
            connection.setAutoCommit(true);
            LoadBooks books = new LoadBooks(connection);
            long[] seqs = books.loadedBetween(from, to);
            return seqs[0] == 0 ? List.of() : books.between(seqs[0], seqs[1]);
        });
    }

    @Override
    public ErasureList erasures() {
        return attempt("read the erasure list", connection -> {
            connection.setAutoCommit(true);
            return LandedList.read(connection);
        });
    }

    @Override
    public SortedMap<Long, Long> erasedLoads() {
        return attempt("read which loads lost rows by an erasure", connection -> {
            connection.setAutoCommit(true);
            return new ErasureBooks(connection).loads();
        });
    }

    @Override
    public void rewritten(StagedLoad load) {
        attempt("note that load %d was written anew".formatted(load.manifest().seq()), connection -> {
            connection.setAutoCommit(false);
            new ErasureBooks(connection).rewritten(load);
            connection.commit();
            return true;
        });
    }

    private LoadOutcome tryLoad(Connection connection, StagedLoad load) throws SQLException {
        connection.setAutoCommit(false);
        return new LoadTransaction(connection, config.iamRole(), config.loaderId()).run(load);
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T attempt(String what, Work<T> work) {
        try {
            return work.on(connection());
        } catch (SQLException e) {
            close();
            if (String.valueOf(e.getSQLState()).startsWith(REFUSED_LOGIN)) {
                throw new RefusedLoginException(
                        "Redshift refuses the login: %s (SQLSTATE %s); look at LOADER_REDSHIFT_USER, _PASSWORD, _WORKGROUP and the user's grants"
                                .formatted(e.getMessage(), e.getSQLState()),
                        e);
            }
            throw new WarehouseException(
                    "cannot %s: %s (SQLSTATE %s)".formatted(what, e.getMessage(), e.getSQLState()),
                    e,
                    e instanceof LoadTransaction.RefusedFileException);
        }
    }

    private Connection connection() throws SQLException {
        Connection present = open;
        if (present == null) {
            WarehouseLogin.Credentials credentials = config.login().credentials();
            present = DriverManager.getConnection(config.jdbcUrl(), credentials.user(), credentials.password());
            open = present;
        }
        return present;
    }

    /** Also ends what is under way: a session that is gone rolls back. */
    @Override
    public void close() {
        Connection present = open;
        open = null;
        if (present != null) {
            try {
                present.close();
            } catch (SQLException e) {
                LOG.info("the connection to the warehouse did not close: {}", e.getMessage());
            }
        }
    }
}
