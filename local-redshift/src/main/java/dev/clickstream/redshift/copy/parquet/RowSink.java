package dev.clickstream.redshift.copy.parquet;

import java.io.IOException;

/** Takes rows as the text format of PostgreSQL's COPY. */
@FunctionalInterface
public interface RowSink {

    /** @return false if no more rows are wanted */
    boolean accept(byte[] rows, int length) throws IOException;
}
