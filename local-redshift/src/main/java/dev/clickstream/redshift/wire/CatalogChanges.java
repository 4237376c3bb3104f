package dev.clickstream.redshift.wire;

/** Notes statements that may change the catalog, and tells once the transaction they are in is over. */
final class CatalogChanges {

    private static final char OUTSIDE_TRANSACTION = 'I';

    private final Runnable changed;
    private volatile boolean noted;

    CatalogChanges(Runnable changed) {
        this.changed = changed;
    }

    void note(boolean changes) {
        if (changes) {
            noted = true;
        }
    }

    /** Whether the transaction under way may have changed the catalog, and so holds what others wait for. */
    boolean pending() {
        return noted;
    }

    /** Before the client hears that the backend is ready for more. */
    void ready(char transactionStatus) {
        if (noted && transactionStatus == OUTSIDE_TRANSACTION) {
            noted = false;
            changed.run();
        }
    }
}
