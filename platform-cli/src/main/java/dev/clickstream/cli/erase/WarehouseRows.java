package dev.clickstream.cli.erase;

import static java.util.Objects.requireNonNull;

import dev.clickstream.cli.warehouse.Warehouse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows of a person in every table of the warehouse that has a column of ids: found by the catalog, so that none is forgotten. */
final class WarehouseRows {
    private static final String COLUMNS = """
            select c.table_schema, c.table_name, c.column_name
            from information_schema.columns c, information_schema.tables t
            where c.table_schema = t.table_schema and c.table_name = t.table_name and t.table_type = 'BASE TABLE'
            and c.table_schema in ('landing', 'bronze', 'silver', 'gold', 'ops')
            and c.column_name in ('user_id', 'anonymous_id', 'profile_id', 'record_key')
            and c.table_name not in ('rules', 'erasures')""";

    private static final String LATER = """
            select count(*) from landing.events
            where user_id = ? and least(occurred_at, received_at) >= cast(? as timestamp)""";

    private final Warehouse warehouse;
    private final Person person;
    private final Instant erasedBefore;

    WarehouseRows(Warehouse warehouse, Person person, Instant erasedBefore) {
        this.warehouse = requireNonNull(warehouse, "warehouse");
        this.person = requireNonNull(person, "person");
        this.erasedBefore = requireNonNull(erasedBefore, "erasedBefore");
    }

    /** How many rows of each schema. Of somebody who came back as somebody new only {@code landing} is counted, by time. */
    SortedMap<String, Long> count() {
        boolean cameBack = number(LATER, List.of(person.userId(), time())) > 0;
        SortedMap<String, Map<String, List<String>>> tables = new TreeMap<>();
        for (List<@Nullable String> column : warehouse.rows(COLUMNS)) {
            tables.computeIfAbsent(requireNonNull(column.get(0)), none -> new TreeMap<>())
                    .computeIfAbsent(requireNonNull(column.get(1)), none -> new ArrayList<>())
                    .add(requireNonNull(column.get(2)));
        }
        SortedMap<String, Long> counts = new TreeMap<>();
        tables.forEach((schema, ofSchema) -> {
            if (!cameBack || schema.equals("landing")) {
                long rows = 0;
                for (Map.Entry<String, List<String>> table : ofSchema.entrySet()) {
                    rows += rows(schema, table.getKey(), table.getValue());
                }
                counts.put(schema, rows);
            }
        });
        return counts;
    }

    private long rows(String schema, String table, List<String> columns) {
        List<String> conditions = new ArrayList<>();
        List<String> parameters = new ArrayList<>();
        if (columns.contains("user_id")) {
            conditions.add("user_id = ?");
            parameters.add(person.userId());
        }
        if (columns.contains("anonymous_id") && !person.devices().isEmpty()) {
            // What another person does on the device is that person's.
            conditions.add("(anonymous_id in (%s)%s)"
                    .formatted(
                            marks(person.devices().size()), columns.contains("user_id") ? " and user_id is null" : ""));
            parameters.addAll(person.devices());
        }
        if (columns.contains("profile_id")) {
            conditions.add(
                    "profile_id in (%s)".formatted(marks(person.profiles().size())));
            parameters.addAll(person.profiles());
        }
        if (columns.contains("record_key")) {
            conditions.add("record_key in (%s)".formatted(marks(2 * person.ids().size())));
            parameters.addAll(person.ids());
            parameters.addAll(person.profiles());
            conditions.add("json_extract_path_text(record_value, 'userId', true) = ?");
            parameters.add(person.userId());
        }
        if (conditions.isEmpty()) {
            return 0;
        }
        String where = "(" + String.join(" or ", conditions) + ")";
        if (schema.equals("landing")) {
            where += columns.contains("record_key")
                    ? " and (record_time < cast(? as timestamp) or record_value is null)"
                    : " and least(occurred_at, received_at) < cast(? as timestamp)";
            parameters.add(time());
        }
        return number("select count(*) from %s.%s where %s".formatted(schema, table, where), parameters);
    }

    private long number(String sql, List<String> parameters) {
        List<List<@Nullable String>> rows = warehouse.rows(sql, parameters.toArray(String[]::new));
        return rows.isEmpty()
                ? 0
                : Long.parseLong(requireNonNull(rows.getFirst().getFirst()));
    }

    private String time() {
        return erasedBefore.toString().replace('T', ' ').replace("Z", "");
    }

    private static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
