import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Makes the table that the peer fills: the columns of the loader's {@code landing.events}, objects as JSON text there too. Run as
 * a source file on the peer's class path, so that nothing of ours is compiled against Iceberg.
 */
final class CreateTable {
    private record Column(String name, Type type) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("messageId", Types.StringType.get()),
            new Column("type", Types.StringType.get()),
            new Column("event", Types.StringType.get()),
            new Column("schema", Types.StringType.get()),
            new Column("userId", Types.StringType.get()),
            new Column("anonymousId", Types.StringType.get()),
            new Column("sessionId", Types.StringType.get()),
            new Column("occurredAt", Types.TimestampType.withZone()),
            new Column("originalTimestamp", Types.TimestampType.withZone()),
            new Column("sentAt", Types.TimestampType.withZone()),
            new Column("receivedAt", Types.TimestampType.withZone()),
            new Column("source", Types.StringType.get()),
            new Column("context", Types.StringType.get()),
            new Column("properties", Types.StringType.get()),
            new Column("flags", Types.StringType.get()),
            new Column("sys_process_topic", Types.StringType.get()),
            new Column("sys_process_partition", Types.IntegerType.get()),
            new Column("sys_process_offset", Types.LongType.get()));

    /** @param arguments name=value of the catalogue's properties */
    public static void main(String[] arguments) {
        Map<String, String> properties = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            properties.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        Schema schema = new Schema(IntStream.range(0, COLUMNS.size())
                .mapToObj(i -> NestedField.optional(
                        i + 1, COLUMNS.get(i).name(), COLUMNS.get(i).type()))
                .toList());
        try (JdbcCatalog catalog = new JdbcCatalog()) {
            catalog.initialize("iceberg", properties);
            catalog.createNamespace(Namespace.of("bench"));
            catalog.createTable(TableIdentifier.of("bench", "events"), schema);
        }
    }
}
