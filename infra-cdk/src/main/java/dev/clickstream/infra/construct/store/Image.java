package dev.clickstream.infra.construct.store;

/** The images that are built from this repository; several programs may run from one. */
public enum Image {
    COLLECTOR("Collector"),
    PROCESSOR("Processor"),
    LOADER("Loader"),
    RUNNER("Runner");

    private final String id;

    Image(String id) {
        this.id = id;
    }

    /** In capitals and small letters, for ids and outputs. */
    public String id() {
        return id;
    }
}
