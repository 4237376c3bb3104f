package dev.clickstream.loader.erasure;

import dev.clickstream.loader.landing.LandingTable;
import java.util.List;
import java.util.OptionalLong;

/** The statements that take out of a landing table what the list names. */
final class ErasureSql {
    static final String SALTS =
            "select distinct json_extract_path_text(record_value, 'salt', true) from landing.erasures";

    /** Of several entries of one id the latest instant counts. Instants are whole seconds, so their texts compare as they do. */
    static final String CREATE_ERASED = """
            create temp table erased_id as
            select record_key as hash, max(left(json_extract_path_text(record_value, 'erasedBefore', true), 19)) as erased_before
            from landing.erasures where json_extract_path_text(record_value, 'salt', true) = '%s'
            and json_extract_path_text(record_value, 'erasedBefore', true) <> '' group by 1""";

    static final String DROP_ERASED = "drop table erased_id";

    static final String CREATE_COUNTED =
            "create temp table erased_row (load_seq bigint, table_name varchar(32), topic varchar(128), part int, row_count bigint)";
    static final String KEEP_COUNTED = """
            insert into ops.load_erasure (load_seq, table_name, topic, part, row_count, erased_at)
            select load_seq, table_name, topic, part, row_count, getdate() from erased_row""";
    /** So that the models read these loads again. */
    static final String NOTE_RESTATED = """
            insert into ops.restated_loads (restatement_seq, load_seq, landing_table, reason, recorded_at)
            select (select coalesce(max(restatement_seq), 0) + 1 from ops.restated_loads), load_seq, table_name, 'erasure', getdate()
            from (select distinct load_seq, table_name from erased_row) touched""";

    static final String DROP_COUNTED = "drop table erased_row";

    private static final String TIME = "'YYYY-MM-DD\"T\"HH24:MI:SS'";
    private static final String RECORD_TIME = "to_char(record_time, %s)".formatted(TIME);

    /** A profile's key, or a key of one of its categories, without what stands around the id. */
    private static final String ID_OF_KEY =
            "case when record_key like 'user:%' then substring(split_part(record_key, '|', 1), 6)"
                    + " when record_key like 'device:%' then substring(split_part(record_key, '|', 1), 8) else record_key end";

    /**
     * How a row names whom it belongs to.
     *
     * @param id SQL that gives the id; null where the row has none
     * @param time SQL that gives when it was, as text up to the second
     */
    private record Owner(LandingTable table, String id, String time) {}

    private static final List<Owner> OWNERS = List.of(
            new Owner(
                    LandingTable.EVENTS,
                    "nvl(user_id, anonymous_id)",
                    "to_char(least(occurred_at, received_at), %s)".formatted(TIME)),
            new Owner(LandingTable.LATE, member("userId", "anonymousId"), earliest()),
            new Owner(
                    LandingTable.DEAD_LETTERS,
                    "coalesce(%s, %s)".formatted(member("userId", "anonymousId"), ID_OF_KEY),
                    earliest()),
            new Owner(LandingTable.IDENTITY_LINKS, member("userId"), linked()),
            // A tombstone, of whenever, tells nothing but the device's id.
            new Owner(
                    LandingTable.IDENTITY_LINKS,
                    "record_key",
                    "case when record_value is null then '' else %s end".formatted(linked())));

    private ErasureSql() {}

    /** A number and the delete, for each way in which a row names its owner. */
    static List<String> statements(String salt, OptionalLong onlyLoad) {
        return OWNERS.stream()
                .flatMap(owner -> List.of(count(owner, salt, onlyLoad), delete(owner, salt, onlyLoad)).stream())
                .toList();
    }

    private static String count(Owner owner, String salt, OptionalLong onlyLoad) {
        return """
                insert into erased_row (load_seq, table_name, topic, part, row_count)
                select sys_process_load_seq, '%s', sys_process_topic, sys_process_partition, count(*)
                from landing.%s, erased_id where %s group by 1, 3, 4""".formatted(owner.table.word(), owner.table.word(), named(owner, salt, onlyLoad));
    }

    private static String delete(Owner owner, String salt, OptionalLong onlyLoad) {
        return "delete from landing.%s using erased_id where %s"
                .formatted(owner.table.word(), named(owner, salt, onlyLoad));
    }

    /** The salt stands there as it is, so that the join is on equality of a hash of one side. */
    private static String named(Owner owner, String salt, OptionalLong onlyLoad) {
        return "erased_id.hash = sha2('%s' || (%s), 256) and %s < erased_id.erased_before%s"
                .formatted(
                        salt,
                        owner.id,
                        owner.time,
                        onlyLoad.isPresent() ? " and sys_process_load_seq = " + onlyLoad.getAsLong() : "");
    }

    private static String member(String... names) {
        StringBuilder first = new StringBuilder("coalesce(");
        for (String name : names) {
            first.append("nullif(json_extract_path_text(record_value, '")
                    .append(name)
                    .append("', true), ''), ");
        }
        return first.append("null)").toString();
    }

    private static String earliest() {
        return "least(left(nvl(%s, '9'), 19), left(nvl(%s, '9'), 19), %s)"
                .formatted(member("occurredAt"), member("receivedAt"), RECORD_TIME);
    }

    private static String linked() {
        return "least(left(nvl(%s, '9'), 19), %s)".formatted(member("linkedAt"), RECORD_TIME);
    }
}
