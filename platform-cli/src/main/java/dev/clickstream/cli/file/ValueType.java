package dev.clickstream.cli.file;

import java.math.BigDecimal;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the text of a column means. */
enum ValueType {
    TEXT,
    NUMBER,
    INTEGER,
    BOOLEAN;

    JsonNode read(Row row, String column, String text) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        try {
            return switch (this) {
                case TEXT -> nodes.stringNode(text);
                case NUMBER -> nodes.numberNode(plain(text.strip()));
                case INTEGER -> nodes.numberNode(Long.parseLong(text.strip()));
                case BOOLEAN -> nodes.booleanNode(truth(text.strip()));
            };
        } catch (IllegalArgumentException unreadable) {
            throw row.unreadable(column, text, "a value of type " + word());
        }
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static BigDecimal plain(String text) {
        if (text.length() > 40) {
            throw new NumberFormatException(text);
        }
        BigDecimal number = new BigDecimal(text);
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    private static boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1", "t", "y" -> true;
            case "false", "no", "0", "f", "n" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }
}
