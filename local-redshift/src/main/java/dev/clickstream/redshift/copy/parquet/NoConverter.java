package dev.clickstream.redshift.copy.parquet;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Columns are read one by one, not assembled to records; the column reader wants a converter all the same. */
final class NoConverter {

    static final GroupConverter OF_RECORD = new GroupConverter() {

        @Override
        public Converter getConverter(int field) {
            return OF_VALUE;
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
    };

    private static final PrimitiveConverter OF_VALUE = new PrimitiveConverter() {};

    private NoConverter() {}
}
