package dev.clickstream.redshift.postgres;

import dev.clickstream.redshift.copy.CopyFailure;
import dev.clickstream.redshift.copy.LoadedFile;
import dev.clickstream.redshift.wire.LoadLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** The load tables of the client's database, written on a connection of our own. */
public final class DatabaseLoadLog implements LoadLog {

    /** What Redshift calls an error that is none of the numbered ones. */
    private static final int OTHER_ERROR = 9005;

    private final PostgresServer server;
    private final Path lastCopies;

    public DatabaseLoadLog(PostgresServer server) {
        this.server = server;
        this.lastCopies = server.cluster().resolve("last_copy");
        try {
            Files.createDirectories(lastCopies);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void succeeded(Load load, List<LoadedFile> files) {
        String sql = "insert into rs_compat.load_history values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (Connection connection = server.connect(load.database());
                PreparedStatement insert = connection.prepareStatement(sql)) {
            long id = nextId(connection);
            long rows = 0;
            for (LoadedFile file : files) {
                insert.setLong(1, id);
                insert.setInt(2, load.sessionId());
                insert.setString(3, load.user());
                insert.setString(4, load.table());
                insert.setString(5, file.file());
                insert.setLong(6, file.rows());
                insert.setLong(7, file.bytes());
                insert.setTimestamp(8, utc(load.startedAt()));
                insert.setTimestamp(9, utc(Instant.now()));
                insert.addBatch();
                rows += file.rows();
            }
            insert.executeBatch();
            remember(load.sessionId(), id, rows);
        } catch (SQLException e) {
            throw new IllegalStateException("load of " + load.table() + " cannot be logged", e);
        }
    }

    @Override
    public void failed(Load load, String message, CopyFailure.Where where) {
        String sql = "insert into rs_compat.load_errors values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (Connection connection = server.connect(load.database());
                PreparedStatement insert = connection.prepareStatement(sql)) {
            long id = nextId(connection);
            insert.setLong(1, id);
            insert.setInt(2, load.sessionId());
            insert.setString(3, load.user());
            insert.setString(4, load.table());
            insert.setString(5, where.file());
            insert.setLong(6, where.line());
            insert.setString(7, where.column());
            insert.setInt(8, OTHER_ERROR);
            insert.setString(9, message.replace("\0", ""));
            insert.setTimestamp(10, utc(load.startedAt()));
            insert.executeUpdate();
            remember(load.sessionId(), id, 0);
        } catch (SQLException e) {
            throw new IllegalStateException("failed load of " + load.table() + " cannot be logged", e);
        }
    }

    @Override
    public void forget(int sessionId) {
        try {
            Files.deleteIfExists(file(sessionId));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long nextId(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select nextval('rs_compat.copy_id')")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** For pg_last_copy_id() and pg_last_copy_count(), which must know it within the same transaction. */
    private void remember(int sessionId, long id, long rows) {
        try {
            Path aside = lastCopies.resolve(sessionId + ".new");
            Files.writeString(aside, id + " " + rows);
            Files.move(aside, file(sessionId), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(int sessionId) {
        return lastCopies.resolve(Integer.toString(sessionId));
    }

    private static Timestamp utc(Instant instant) {
        return Timestamp.valueOf(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }
}
