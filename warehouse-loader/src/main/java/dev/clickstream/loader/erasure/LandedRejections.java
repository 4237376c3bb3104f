package dev.clickstream.loader.erasure;

import dev.clickstream.erasure.ErasureList;
import dev.clickstream.loader.landing.LandingTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Rejected messages of people who were erased: they lie in their records as Base64, so each is looked into here. */
final class LandedRejections {
    private static final int AT_ONCE = 1_000;
    private static final String ROWS = """
            select sys_process_load_seq, sys_process_topic, sys_process_partition, sys_process_offset, record_value, record_time
            from landing.rejected%s""";
    private static final String COUNT =
            "insert into erased_row (load_seq, table_name, topic, part, row_count) values (?, ?, ?, ?, 1)";
    private static final String DELETE =
            "delete from landing.rejected where sys_process_topic = ? and sys_process_partition = ? and sys_process_offset = ?";

    private record Place(long loadSeq, String topic, int partition, long offset) {}

    private LandedRejections() {}

    /** Into the temporary table of what is counted. */
    static long apply(Connection connection, OptionalLong onlyLoad) throws SQLException {
        List<Place> named = named(connection, LandedList.read(connection), onlyLoad);
        try (PreparedStatement count = connection.prepareStatement(COUNT);
                PreparedStatement delete = connection.prepareStatement(DELETE)) {
            for (Place place : named) {
                count.setLong(1, place.loadSeq());
                count.setString(2, LandingTable.REJECTED.word());
                count.setString(3, place.topic());
                count.setInt(4, place.partition());
                count.executeUpdate();
                delete.setString(1, place.topic());
                delete.setInt(2, place.partition());
                delete.setLong(3, place.offset());
                delete.executeUpdate();
            }
        }
        return named.size();
    }

    private static List<Place> named(Connection connection, ErasureList erased, OptionalLong onlyLoad)
            throws SQLException {
        List<Place> named = new ArrayList<>();
        String which = onlyLoad.isPresent() ? " where sys_process_load_seq = " + onlyLoad.getAsLong() : "";
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(AT_ONCE);
            try (ResultSet rows = statement.executeQuery(ROWS.formatted(which))) {
                while (rows.next()) {
                    if (RowOwner.isRejected(erased, rows.getString(5), instant(rows.getTimestamp(6)))) {
                        named.add(new Place(rows.getLong(1), rows.getString(2), rows.getInt(3), rows.getLong(4)));
                    }
                }
            }
        }
        return named;
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toLocalDateTime().toInstant(ZoneOffset.UTC);
    }
}
