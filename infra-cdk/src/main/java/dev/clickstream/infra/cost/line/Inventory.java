package dev.clickstream.infra.cost.line;

/** How many of the things that cost by the piece the stacks make. */
public final class Inventory {
    public static final int INTERFACE_ENDPOINTS = 8;
    public static final int KEYS = 6;
    public static final int SECRETS = 2;
    public static final int ALARMS = 12;
    public static final int METRIC_FILTERS = 8;
    public static final int DASHBOARDS = 1;
    public static final int BUDGETS = 1;
    public static final int WAF_RULES = 3;

    private Inventory() {}
}
