package dev.clickstream.plan;

/** How delicate a property is; masks and grants of the warehouse follow from it. */
public enum Sensitivity {
    PUBLIC,
    INTERNAL,
    PII_DIRECT,
    PII_QUASI,
    FINANCIAL
}
