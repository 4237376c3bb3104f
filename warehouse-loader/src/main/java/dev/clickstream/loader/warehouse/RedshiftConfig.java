package dev.clickstream.loader.warehouse;

/**
 * @param iamRole the role with which Redshift reads the bucket
 * @param loaderId who loads, for the history
 */
public record RedshiftConfig(String jdbcUrl, String user, String password, String iamRole, String loaderId) {
    @Override
    public String toString() {
        return "RedshiftConfig[jdbcUrl=%s, user=%s]".formatted(jdbcUrl, user);
    }
}
