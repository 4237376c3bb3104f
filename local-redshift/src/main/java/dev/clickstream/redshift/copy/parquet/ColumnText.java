package dev.clickstream.redshift.copy.parquet;

import static java.util.Objects.requireNonNull;

import dev.clickstream.redshift.copy.CopyFailure;
import dev.clickstream.redshift.copy.TargetColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** One column of a file, value after value as text. */
final class ColumnText {

    private final ColumnDescriptor descriptor;
    private final TargetColumn target;
    private final String file;
    private final PrimitiveType type;
    private @Nullable ColumnReader reader;

    ColumnText(ColumnDescriptor descriptor, TargetColumn target, String file) {
        this.descriptor = descriptor;
        this.target = target;
        this.file = file;
        this.type = descriptor.getPrimitiveType();
    }

    void readFrom(ColumnReadStore store) {
        reader = store.getColumnReader(descriptor);
    }

    void put(CopyText out, long row) {
        ColumnReader values = requireNonNull(reader, "readFrom comes first");
        if (values.getCurrentDefinitionLevel() < descriptor.getMaxDefinitionLevel()) {
            out.putNull();
        } else {
            putValue(out, values, row);
        }
        values.consume();
    }

    private void putValue(CopyText out, ColumnReader values, long row) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        switch (logical) {
            case DecimalLogicalTypeAnnotation decimal -> out.putPlain(decimal(values, decimal.getScale()));
            case TimestampLogicalTypeAnnotation timestamp ->
                out.putPlain(TimestampText.of(values.getLong(), timestamp.getUnit()));
            case DateLogicalTypeAnnotation _ ->
                out.putPlain(LocalDate.ofEpochDay(values.getInteger()).toString());
            case null, default -> putPhysical(out, values, row);
        }
    }

    private void putPhysical(CopyText out, ColumnReader values, long row) {
        switch (type.getPrimitiveTypeName()) {
            case INT32 -> out.putPlain(Integer.toString(values.getInteger()));
            case INT64 -> out.putPlain(Long.toString(values.getLong()));
            case FLOAT -> out.putPlain(Float.toString(values.getFloat()));
            case DOUBLE -> out.putPlain(Double.toString(values.getDouble()));
            case BOOLEAN -> out.putPlain(values.getBoolean() ? "true" : "false");
            case BINARY -> putText(out, values.getBinary().getBytesUnsafe(), row);
            case FIXED_LEN_BYTE_ARRAY, INT96 -> throw new IllegalStateException("refused before: " + type);
        }
    }

    private String decimal(ColumnReader values, int scale) {
        BigInteger unscaled = switch (type.getPrimitiveTypeName()) {
            case INT32 -> BigInteger.valueOf(values.getInteger());
            case INT64 -> BigInteger.valueOf(values.getLong());
            default -> new BigInteger(values.getBinary().getBytesUnsafe());
        };
        return new BigDecimal(unscaled, scale).toPlainString();
    }

    private void putText(CopyText out, byte[] utf8, long row) {
        for (byte b : utf8) {
            if (b == 0) {
                throw failure(row, "Missing newline: Unexpected character 0x0 found in column " + target.name());
            }
        }
        if (target.isSuper()) {
            out.putJsonString(utf8);
            return;
        }
        if (utf8.length > target.maxBytes()) {
            throw failure(
                    row,
                    "Spectrum Scan Error. The length of the data column %s is longer than the length defined in the table."
                                    .formatted(target.name())
                            + " Table: %d, Data: %d, File name: %s".formatted(target.maxBytes(), utf8.length, file));
        }
        out.putText(utf8);
    }

    private CopyFailure failure(long row, String message) {
        return CopyFailure.inRow(new CopyFailure.Where(file, row, target.name()), message);
    }
}
