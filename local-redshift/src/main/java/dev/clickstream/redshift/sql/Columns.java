package dev.clickstream.redshift.sql;

import java.util.Set;

/**
 * What is known of the tables' columns, by name only. Two rules need it: a path is into a SUPER value only if its head
 * is a SUPER column, and an alias of a select list is lateral only if no column has its name.
 *
 * @param functions names of the functions that people made
 */
public record Columns(Set<String> all, Set<String> ofTypeSuper, Set<String> functions) {

    public static final Columns NONE = new Columns(Set.of(), Set.of(), Set.of());

    public Columns {
        all = Set.copyOf(all);
        ofTypeSuper = Set.copyOf(ofTypeSuper);
        functions = Set.copyOf(functions);
    }
}
