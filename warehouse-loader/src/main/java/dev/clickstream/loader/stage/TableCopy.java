package dev.clickstream.loader.stage;

import dev.clickstream.loader.landing.FileShape;
import dev.clickstream.loader.landing.LandingTable;

/**
 * What one COPY takes: a table's files of one shape.
 *
 * @param manifestUrl where COPY finds the list of the files
 */
public record TableCopy(LandingTable table, FileShape shape, String manifestUrl) {}
