package dev.clickstream.redshift.copy;

/**
 * @param type PostgreSQL's name of the type
 * @param maxBytes of a character type with a length, else {@link Integer#MAX_VALUE}
 * @param identity filled by the warehouse itself
 */
public record TargetColumn(String name, String type, int maxBytes, boolean identity) {

    /** Does text become a JSON string in it? */
    public boolean isSuper() {
        return type.equals("super") || type.equals("jsonb");
    }
}
