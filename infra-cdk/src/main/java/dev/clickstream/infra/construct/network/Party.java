package dev.clickstream.infra.construct.network;

import java.util.Locale;

/** Who talks in the network; each has a security group of its own. */
public enum Party {
    COLLECTOR("Lambda function of the collector"),
    WORKFLOWS("Tasks of the service workflows"),
    GROUPS("Tasks of the service groups"),
    SINK("Tasks of the service sink"),
    LOADER("Tasks of the loader"),
    RUNNER("The task that runs dbt"),
    BROKERS("Brokers of Kafka"),
    CACHE("The rules cache"),
    WAREHOUSE("Workgroup of the warehouse"),
    ENDPOINTS("Interface endpoints of AWS services");

    private final String description;

    Party(String description) {
        this.description = description;
    }

    public String description() {
        return description;
    }

    /** In capitals and small letters, for an id. */
    String id() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** As in a sentence. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
