package dev.clickstream.local;

import java.util.Map;

/** A server that was started, serves, and can be stopped. */
interface RunningService extends AutoCloseable {
    /** For people to read. */
    String address();

    /** Where it is, by the names that clients look it up with. */
    Map<String, String> endpoints();

    @Override
    void close();
}
