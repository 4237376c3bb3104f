package dev.clickstream.cli.file;

/** A mapping or a data file that cannot be understood; the message names the file and the line or the field. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
