package dev.clickstream.recent.table;

/** Adds up consumption; any number of threads and stores may share one. */
public final class ConsumptionMeter {
    private Consumption total = Consumption.NONE;

    /** Since this meter was made. */
    public synchronized Consumption total() {
        return total;
    }

    void wrote(double units, long predicted) {
        add(new Consumption(1, 0, units, predicted, 0, 0, 0));
    }

    void rejected(long predicted) {
        add(new Consumption(1, 1, predicted, predicted, 0, 0, 0));
    }

    void read(double units, double predicted) {
        add(new Consumption(0, 0, 0, 0, 1, units, predicted));
    }

    private synchronized void add(Consumption more) {
        total = total.plus(more);
    }
}
