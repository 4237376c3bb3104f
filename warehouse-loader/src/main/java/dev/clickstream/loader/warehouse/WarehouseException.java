package dev.clickstream.loader.warehouse;

/** The warehouse cannot be reached or failed. Whether a load was committed is unknown; asking again tells. */
public final class WarehouseException extends RuntimeException {
    public WarehouseException(String message, Throwable cause) {
        super(message, cause);
    }
}
