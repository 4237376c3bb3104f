package dev.clickstream.redshift.copy.parquet;

import dev.clickstream.redshift.copy.TargetColumn;
import java.util.Set;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Which types of Parquet COPY takes for which types of a table; it converts nothing else. */
final class TypeMatch {

    private static final Set<String> TEXT = Set.of("varchar", "bpchar", "text", "super", "jsonb");
    private static final Set<String> INTEGERS = Set.of("int2", "int4", "int8");
    private static final Set<String> TIMES = Set.of("timestamp", "timestamptz");

    private TypeMatch() {}

    static boolean fits(PrimitiveType parquet, TargetColumn target) {
        String type = target.type();
        LogicalTypeAnnotation logical = parquet.getLogicalTypeAnnotation();
        if (logical instanceof DecimalLogicalTypeAnnotation) {
            return type.equals("numeric") || target.isSuper();
        }
        if (logical instanceof TimestampLogicalTypeAnnotation) {
            return TIMES.contains(type);
        }
        if (logical instanceof DateLogicalTypeAnnotation) {
            return type.equals("date");
        }
        return physicallyFits(parquet.getPrimitiveTypeName(), target);
    }

    private static boolean physicallyFits(PrimitiveTypeName physical, TargetColumn target) {
        String type = target.type();
        return switch (physical) {
            case INT32, INT64 -> INTEGERS.contains(type) || target.isSuper();
            case FLOAT, DOUBLE -> type.equals("float4") || type.equals("float8") || target.isSuper();
            case BOOLEAN -> type.equals("bool") || target.isSuper();
            case BINARY -> TEXT.contains(type);
            case FIXED_LEN_BYTE_ARRAY, INT96 -> false;
        };
    }
}
