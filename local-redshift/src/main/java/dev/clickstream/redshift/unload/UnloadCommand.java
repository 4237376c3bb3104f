package dev.clickstream.redshift.unload;

import dev.clickstream.redshift.copy.S3Location;

/**
 * @param query Redshift's SQL, as written within the quotes
 * @param prefix what the names of the files start with
 * @param delimiter between values of text files
 * @param overwrites whether files that are there already may be
 */
public record UnloadCommand(
        String query,
        S3Location prefix,
        Format format,
        char delimiter,
        boolean header,
        boolean manifest,
        boolean overwrites) {

    /** What the files are. */
    public enum Format {
        TEXT(""),
        CSV(""),
        PARQUET(".parquet");

        private final String ending;

        Format(String ending) {
            this.ending = ending;
        }

        String ending() {
            return ending;
        }
    }
}
