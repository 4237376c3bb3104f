package dev.clickstream.redshift.wire;

import java.util.Optional;

/** Who may log in. */
@FunctionalInterface
public interface Accounts {

    /** The stored secret of a user, {@code md5} followed by the hex digest of password and user name. */
    Optional<String> md5Secret(String user);
}
