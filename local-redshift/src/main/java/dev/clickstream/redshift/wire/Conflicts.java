package dev.clickstream.redshift.wire;

/** Transactions that got in each other's way end with Redshift's error 1023. */
final class Conflicts {

    private static final String SERIALIZATION_FAILURE = "40001";

    private Conflicts() {}

    static Message asRedshift(Message error) {
        ErrorReport report = ErrorReport.read(error);
        if (!report.sqlState().equals(SERIALIZATION_FAILURE)) {
            return error;
        }
        return ErrorReport.of("ERROR", "XX000", "1023")
                .withDetail("Serializable isolation violation on table in Redshift (" + report.message() + ")")
                .toMessage();
    }
}
