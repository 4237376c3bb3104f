package dev.clickstream.redshift;

import java.util.regex.Pattern;

/** Names that go into statements of our own are plain identifiers, so that none needs quoting. */
final class Names {

    private static final Pattern IDENTIFIER = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private Names() {}

    static String requireIdentifier(String what, String name) {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    what + " must be lower-case letters, digits and underscores, at most 63, was '" + name + "'");
        }
        return name;
    }
}
