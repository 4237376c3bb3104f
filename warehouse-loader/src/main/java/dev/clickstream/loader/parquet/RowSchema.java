package dev.clickstream.loader.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import dev.clickstream.loader.landing.Column;
import dev.clickstream.loader.landing.LandingTable;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** A landing table's columns as a Parquet schema. */
final class RowSchema {
    private RowSchema() {}

    static MessageType of(LandingTable table) {
        return new MessageType(
                table.word(), table.columns().stream().map(RowSchema::field).toList());
    }

    private static Type field(Column column) {
        return switch (column.type()) {
            case TEXT, JSON -> Types.optional(BINARY).as(stringType()).named(column.name());
            case TIMESTAMP ->
                Types.optional(INT64).as(timestampType(true, TimeUnit.MICROS)).named(column.name());
            case INTEGER -> Types.optional(INT32).named(column.name());
            case BIGINT -> Types.optional(INT64).named(column.name());
        };
    }
}
