package dev.clickstream.redshift.copy;

/** One file that a COPY has read to its end. */
public record LoadedFile(String file, long rows, long bytes) {}
