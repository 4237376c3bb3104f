package dev.clickstream.loader.landing;

/**
 * @param maxBytes of texts, in UTF-8: Redshift's varchar counts bytes; 0 for other types
 * @param repeats false where nearly every row of a file has another value: a dictionary of them would be made in vain
 */
public record Column(String name, ColumnType type, int maxBytes, boolean repeats) {
    static Column text(String name, int maxBytes) {
        return new Column(name, ColumnType.TEXT, maxBytes, true);
    }

    static Column json(String name) {
        return new Column(name, ColumnType.JSON, 65_535, true);
    }

    static Column timestamp(String name) {
        return new Column(name, ColumnType.TIMESTAMP, 0, true);
    }

    static Column integer(String name) {
        return new Column(name, ColumnType.INTEGER, 0, true);
    }

    static Column bigint(String name) {
        return new Column(name, ColumnType.BIGINT, 0, true);
    }

    /** The same one, of values that hardly repeat. */
    Column distinct() {
        return new Column(name, type, maxBytes, false);
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
