package dev.clickstream.loader.landing;

/**
 * @param maxBytes of texts, in UTF-8: Redshift's varchar counts bytes; 0 for other types
 * @param added true if it came after files without a recorded shape had been written: those lack it
 * @param repeats false where nearly every row of a file has another value: a dictionary of them would be made in vain
 */
public record Column(String name, ColumnType type, int maxBytes, boolean added, boolean repeats) {
    static Column text(String name, int maxBytes) {
        return new Column(name, ColumnType.TEXT, maxBytes, false, true);
    }

    static Column json(String name) {
        return new Column(name, ColumnType.JSON, 65_535, false, true);
    }

    static Column timestamp(String name) {
        return new Column(name, ColumnType.TIMESTAMP, 0, false, true);
    }

    static Column integer(String name) {
        return new Column(name, ColumnType.INTEGER, 0, false, true);
    }

    static Column bigint(String name) {
        return new Column(name, ColumnType.BIGINT, 0, false, true);
    }

    /** The same one, of values that hardly repeat. */
    Column distinct() {
        return new Column(name, type, maxBytes, added, false);
    }

    /** The same one, which the table did not have at first. */
    Column later() {
        return new Column(name, type, maxBytes, true, repeats);
    }

    /** Name and type in Redshift. */
    String definition() {
        return name + " " + sqlType();
    }

    /** The column's type in Redshift. */
    public String sqlType() {
        return switch (type) {
            case TEXT, JSON -> "varchar(%d)".formatted(maxBytes);
            case TIMESTAMP -> "timestamp";
            case INTEGER -> "int";
            case BIGINT -> "bigint";
        };
    }
}
