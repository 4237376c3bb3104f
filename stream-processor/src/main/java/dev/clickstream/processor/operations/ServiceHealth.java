package dev.clickstream.processor.operations;

/**
 * How a service of this process is.
 *
 * @param state in a word, e.g. {@code running}, {@code rebalancing}
 * @param isUp whether it works, or will without help; restoring its state is up
 * @param lagRecords that it has still to read, as far as its consumer knows
 * @param restoringRecords of its state that it has still to read back
 */
public record ServiceHealth(String state, boolean isUp, long lagRecords, long restoringRecords) {}
