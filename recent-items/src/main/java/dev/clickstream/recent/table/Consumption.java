package dev.clickstream.recent.table;

/**
 * What DynamoDB was asked to do, and what it took for that.
 *
 * @param writes puts that DynamoDB answered, those it refused by their condition among them
 * @param rejectedWrites puts refused since the table held the same or a newer state
 * @param writeUnits as DynamoDB counted them in its answers; refused puts as predicted, since those answers tell nothing
 * @param predictedWriteUnits by the sizes of the items that were put; less than counted where a larger item was replaced
 * @param reads pages of queries
 * @param readUnits as DynamoDB counted them
 * @param predictedReadUnits by the sizes of the items that came back
 */
public record Consumption(
        long writes,
        long rejectedWrites,
        double writeUnits,
        double predictedWriteUnits,
        long reads,
        double readUnits,
        double predictedReadUnits) {
    public static final Consumption NONE = new Consumption(0, 0, 0, 0, 0, 0, 0);

    public Consumption plus(Consumption other) {
        return new Consumption(
                writes + other.writes,
                rejectedWrites + other.rejectedWrites,
                writeUnits + other.writeUnits,
                predictedWriteUnits + other.predictedWriteUnits,
                reads + other.reads,
                readUnits + other.readUnits,
                predictedReadUnits + other.predictedReadUnits);
    }
}
