package dev.clickstream.processor.operations;

/** A service of this process that can tell how it is. Asked from any thread. */
public interface RunningService {
    String name();

    ServiceHealth health();

    /** Adds the service's own numbers, once. */
    void register(ProcessorMetrics metrics);
}
