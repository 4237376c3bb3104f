package dev.clickstream.redshift.unload;

/**
 * A column of an unloaded query.
 *
 * @param type the number of its type in the catalog
 * @param modifier of the type, -1 for none; it holds a decimal's digits
 */
public record UnloadColumn(String name, int type, int modifier) {}
