package dev.clickstream.loader.warehouse;

/**
 * @param iamRole the role with which Redshift reads the bucket
 * @param loaderId who loads, for the history
 */
public record RedshiftConfig(String jdbcUrl, WarehouseLogin login, String iamRole, String loaderId) {}
