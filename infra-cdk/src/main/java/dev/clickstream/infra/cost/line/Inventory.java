package dev.clickstream.infra.cost.line;

/**
 * How many of the things that cost by the piece the stacks make; {@code InventoryTest} counts them in the templates. Two
 * secrets: the write keys, made by hand, and the warehouse administrator's, made by Redshift.
 */
public final class Inventory {
    public static final int INTERFACE_ENDPOINTS = 5;
    public static final int KEYS = 8;
    public static final int SECRETS = 2;
    /** An alarm over several metrics is billed for each. */
    public static final int ALARM_METRICS = 70;

    public static final int METRIC_FILTERS = 17;
    public static final int SERVICES = 5;
    public static final int DASHBOARDS = 1;
    public static final int BUDGETS = 1;
    public static final int WAF_RULES = 3;

    private Inventory() {}
}
