package dev.clickstream.loader.warehouse;

/** The warehouse cannot be reached or failed. Whether a load was committed is unknown; asking again tells. */
public final class WarehouseException extends RuntimeException {
    private final boolean refusesFiles;

    public WarehouseException(String message, Throwable cause) {
        this(message, cause, false);
    }

    /** @param refusesFiles true if the warehouse answered, and would not take a file */
    public WarehouseException(String message, Throwable cause, boolean refusesFiles) {
        super(message, cause);
        this.refusesFiles = refusesFiles;
    }

    public boolean refusesFiles() {
        return refusesFiles;
    }
}
