package dev.clickstream.loader.warehouse;

/** As whom to sign in to Redshift. */
public interface WarehouseLogin {
    /**
     * @param user of the database
     * @param password valid at least for signing in now
     */
    record Credentials(String user, String password) {
        @Override
        public String toString() {
            return "Credentials[user=%s]".formatted(user);
        }
    }

    /** Asked for each new connection. @throws WarehouseException if there are none to be had now */
    Credentials credentials();
}
