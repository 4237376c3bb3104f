package dev.clickstream.loader.warehouse;

import dev.clickstream.loader.landing.LandingTable;
import dev.clickstream.loader.stage.LoadedRange;
import dev.clickstream.loader.warehouse.RecordedLoad.Landed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what the warehouse says of its loads, and what it holds of them. */
final class LoadBooks {
    private static final String HISTORY = """
            select load_seq, manifest_sha256, row_count, loaded_at from ops.load_history
            where load_seq >= ? and load_seq <= ? order by load_seq""";
    private static final String SEQS = """
            select coalesce(min(load_seq), 0), coalesce(max(load_seq), 0) from ops.load_history
            where loaded_at >= ? and loaded_at < ?""";
    private static final String RANGES = """
            select load_seq, topic, part, start_offset, end_offset, row_count from ops.load_range
            where load_seq >= ? and load_seq <= ? order by load_seq, topic, part""";
    private static final String LANDED = Stream.of(LandingTable.values())
            .filter(LandingTable::isLoaded)
            .map(table -> """
                    select '%s' as table_name, sys_process_load_seq, sys_process_topic, sys_process_partition,
                    count(*), count(distinct sys_process_offset) from landing.%s
                    where sys_process_load_seq >= ? and sys_process_load_seq <= ?
                    group by sys_process_load_seq, sys_process_topic, sys_process_partition""".formatted(table.word(), table.word()))
            .collect(Collectors.joining(" union all "));

    private static final String ERASED = """
            select table_name, load_seq, topic, part, sum(row_count), sum(row_count) from ops.load_erasure
            where load_seq >= ? and load_seq <= ? group by 1, 2, 3, 4""";

    private final Connection connection;

    LoadBooks(Connection connection) {
        this.connection = connection;
    }

    List<RecordedLoad> between(long first, long last) throws SQLException {
        Map<Long, List<LoadedRange>> ranges = ranges(first, last);
        Map<Long, List<Landed>> landed = counted(LANDED, first, last);
        Map<Long, List<Landed>> erased = counted(ERASED, first, last);
        List<RecordedLoad> loads = new ArrayList<>();
        try (PreparedStatement query = bounded(HISTORY, first, last);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                long seq = rows.getLong(1);
                loads.add(new RecordedLoad(
                        seq,
                        rows.getString(2),
                        rows.getLong(3),
                        rows.getObject(4, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                        ranges.getOrDefault(seq, List.of()),
                        landed.getOrDefault(seq, List.of()),
                        erased.getOrDefault(seq, List.of())));
            }
        }
        return loads;
    }

    /** The first and the last sequence that was loaded in this time; 0 and 0 if none was. */
    long[] loadedBetween(Instant from, Instant to) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SEQS)) {
            query.setTimestamp(1, Timestamp.valueOf(LocalDateTime.ofInstant(from, ZoneOffset.UTC)));
            query.setTimestamp(2, Timestamp.valueOf(LocalDateTime.ofInstant(to, ZoneOffset.UTC)));
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return new long[] {rows.getLong(1), rows.getLong(2)};
            }
        }
    }

    private Map<Long, List<LoadedRange>> ranges(long first, long last) throws SQLException {
        Map<Long, List<LoadedRange>> ranges = new HashMap<>();
        try (PreparedStatement query = bounded(RANGES, first, last);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                ranges.computeIfAbsent(rows.getLong(1), none -> new ArrayList<>())
                        .add(new LoadedRange(
                                rows.getString(2), rows.getInt(3), rows.getLong(4), rows.getLong(5), rows.getLong(6)));
            }
        }
        return ranges;
    }

    private Map<Long, List<Landed>> counted(String sql, long first, long last) throws SQLException {
        Map<Long, List<Landed>> counted = new HashMap<>();
        try (PreparedStatement query = bounded(sql, first, last);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                counted.computeIfAbsent(rows.getLong(2), none -> new ArrayList<>())
                        .add(new Landed(
                                rows.getString(1),
                                rows.getString(3),
                                rows.getInt(4),
                                rows.getLong(5),
                                rows.getLong(6)));
            }
        }
        return counted;
    }

    private PreparedStatement bounded(String sql, long first, long last) throws SQLException {
        PreparedStatement query = connection.prepareStatement(sql);
        int parameters = query.getParameterMetaData().getParameterCount();
        for (int parameter = 1; parameter <= parameters; parameter += 2) {
            query.setLong(parameter, first);
            query.setLong(parameter + 1, last);
        }
        return query;
    }
}
