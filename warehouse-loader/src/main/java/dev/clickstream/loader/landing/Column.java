package dev.clickstream.loader.landing;

/**
 * @param maxBytes of texts, in UTF-8: Redshift's varchar counts bytes; 0 for other types
 */
public record Column(String name, ColumnType type, int maxBytes) {
    static Column text(String name, int maxBytes) {
        return new Column(name, ColumnType.TEXT, maxBytes);
    }

    static Column json(String name) {
        return new Column(name, ColumnType.JSON, 65_535);
    }

    static Column timestamp(String name) {
        return new Column(name, ColumnType.TIMESTAMP, 0);
    }

    static Column integer(String name) {
        return new Column(name, ColumnType.INTEGER, 0);
    }

    static Column bigint(String name) {
        return new Column(name, ColumnType.BIGINT, 0);
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
