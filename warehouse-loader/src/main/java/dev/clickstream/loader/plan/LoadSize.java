package dev.clickstream.loader.plan;

/**
 * How large a load may be, and how it is divided into files.
 *
 * @param maxRows of the whole load; a long queue in one partition does not keep others waiting
 * @param maxSliceRows of one file
 * @param multipleOf a table that gets more than one file gets a multiple of so many, of about the same size, so that each slice of
 *     the warehouse has as many to take
 */
public record LoadSize(long maxRows, long maxSliceRows, int multipleOf) {
    public LoadSize {
        if (maxRows < 1 || maxSliceRows < 1 || multipleOf < 1) {
            throw new IllegalArgumentException(
                    "a load's size is of positive numbers, was %d rows, %d of a file, files a multiple of %d"
                            .formatted(maxRows, maxSliceRows, multipleOf));
        }
    }

    /** Of the files of a table that gets so many rows. */
    long sliceRows(long rows) {
        if (rows <= maxSliceRows) {
            return maxSliceRows;
        }
        long files = Math.ceilDiv(Math.ceilDiv(rows, maxSliceRows), multipleOf) * (long) multipleOf;
        return Math.ceilDiv(rows, files);
    }
}
