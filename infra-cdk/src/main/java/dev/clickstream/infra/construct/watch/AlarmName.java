package dev.clickstream.infra.construct.watch;

import java.util.Locale;

/** Every alarm there is. Each has a runbook of the same name; a test holds the two equal. */
public enum AlarmName {
    WAREHOUSE_FRESHNESS("What is loaded is older than it may be"),
    MODELS_FRESHNESS("What dbt has made is older than it may be"),
    MODELS_FAILED("A dbt run has failed"),
    CONSUMER_LAG("A group of stream tasks falls behind"),
    LOADER_LAG("The loader falls behind"),
    LOADER_GAPS("What was loaded is not what was accepted"),
    REJECTED_SHARE("Too many events are refused"),
    DEAD_LETTERS("Events were accepted and could not be processed"),
    API_ERRORS("The API answers with 5xx"),
    COLLECTOR_ERRORS("The collector's function fails"),
    COLLECTOR_THROTTLES("The collector's function is at its limit of instances"),
    SPILLED_BATCHES("Accepted batches wait in S3 for longer than they may"),
    BROKER_DISK("A broker's disk fills up"),
    BROKER_CPU("A broker's processors are busy"),
    BROKER_SIGN_INS("A broker refuses sign-ins by IAM"),
    OFFLINE_PARTITIONS("Partitions have no leader"),
    HOT_STORE_THROTTLES("DynamoDB throttles the sink"),
    TASKS_MISSING("A service runs fewer tasks than it should"),
    COST("The month costs more than planned");

    private static final String RUNBOOKS = "docs/runbooks/";

    private final String meaning;

    AlarmName(String meaning) {
        this.meaning = meaning;
    }

    /** As in file names, e.g. {@code dead-letters}. */
    public String kebab() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** From the root of this repository. */
    public String runbook() {
        return RUNBOOKS + kebab() + ".md";
    }

    /** What a person reads who is woken up. */
    public String description() {
        return "%s. Runbook: %s".formatted(meaning, runbook());
    }
}
